import { withoutUndefined } from "#model/defined.ts";
import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import type { Fault } from "#model/rejection.ts";
import type { EntryIds } from "#ingest/feed/entry-id.ts";
import { entryWords } from "#ingest/feed/entry-words.ts";
import { firstDate } from "#ingest/feed/feed-entry.ts";
import { absolute } from "#ingest/feed/feed-head.ts";
import { countedNouns, type Findings } from "#ingest/source/findings.ts";
import { gateHidings } from "#ingest/source/gated-part.ts";
import { textAt } from "#ingest/source/text-at.ts";
import { visibilityOf, type VisibilityAnswers } from "#ingest/source/visibility.ts";
import { plainWords } from "#ingest/feed/feed-text.ts";
import { textFromHtml } from "#text/html/html-text.ts";
import { withEmptyHidden } from "./empty-body.ts";
import { createAttachments } from "./wordpress-attachment.ts";
import { changedAfter, datedBy, oldAddresses, slugAddress } from "./wordpress-fields.ts";
import { withoutShortcodes } from "./wordpress-shortcode.ts";
import type { RestNames } from "./wordpress-rest-names.ts";

/** An object of WordPress's REST interface. */
export type RestRecord = Readonly<Record<string, unknown>>;

/** A post of the REST interface, not yet checked. */
type RestEntry = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly notices: readonly Fault[];
  readonly findings: Findings;
};

/** What the reading of posts shares. */
export type RestContext = {
  readonly ids: EntryIds;
  /** Names of authors, tags, categories and pictures by their numbers. */
  readonly names: RestNames;
  /** The site's address. */
  readonly home: string;
  readonly isMigration: boolean;
  readonly answers?: VisibilityAnswers;
};

/** The objects of an answer of the REST interface: those of a list, or the only one; undefined when
 *  it is neither. */
export function restRecords(text: string): readonly RestRecord[] | undefined {
  const value = parsedJson(text.replace(/^\ufeff/, ""));
  if (Array.isArray(value)) return value.filter(isRecord);
  return isRecord(value) && "id" in value ? [value] : undefined;
}

/** The fields of an article of a post or page, as `toArticle` takes them.
 *  @see https://developer.wordpress.org/rest-api/reference/posts/ */
export function restEntry(post: RestRecord, context: RestContext): RestEntry {
  const { ids, names, home, isMigration, answers = new Map() } = context;
  const number = textAt(post, "id");
  const base = home || "about:blank";
  const link = absolute(textAt(post, "link"), base);
  const guid = shownAt(post, "guid");
  const body = withoutShortcodes(shownAt(post, "content"), {
    attachments: createAttachments(),
    post: number,
  });
  const words = entryWords({
    title: plainWords(shownAt(post, "title")),
    html: body.html,
    summary: ownExcerpt(post, body.html),
    names: [link, guid],
  });
  const told = visibilityOf(
    { status: textAt(post, "status"), password: isProtected(post) ? "(set)" : "" },
    { now: 0, answers },
  );
  const kept = [...told.hidings, ...gateHidings(body.gates, answers)];
  const hidings = withEmptyHidden(kept, body.html, answers);
  const identity = ids.identify({
    address: slugAddress(textAt(post, "slug"), link),
    guid,
    own: number || link,
    text: words.title,
  });
  const fields = withoutUndefined({
    ...words,
    id: identity.id,
    guid: identity.guid,
    published: publishedAt(post),
    updated: changedAfter(textAt(post, "modified_gmt"), textAt(post, "date_gmt")),
    authors: names.authorsOf(post),
    tags: names.tagsOf(post),
    image: names.pictureOf(post, base),
    lang: textAt(post, "lang") || undefined,
    status: hidings.length > 0 ? "draft" : "published",
    ...names.sectionsOf(post),
    ...oldAddresses(link, number, { isMigration }),
  });
  return {
    fields,
    notices: identity.notices,
    findings: { hidings, leftOut: countedNouns(body.leftOut), wanted: identity.wanted },
  };
}

/** A text of a post: as it is shown, or written where only that is told. */
function shownAt(record: RestRecord, name: string): string {
  const value = record[name];
  return isRecord(value) ? textAt(value, "rendered") || textAt(value, "raw") : textAt(record, name);
}

function publishedAt(post: RestRecord): string | undefined {
  const [local, gmt] = [textAt(post, "date"), textAt(post, "date_gmt")];
  return datedBy(local, gmt) ?? firstDate([gmt && `${gmt}Z`, local]);
}

/** A post with a password shows no text to who has none. */
function isProtected(post: RestRecord): boolean {
  return (
    textAt(post, "password") !== "" ||
    ["content", "excerpt"].some((name) => {
      const value = post[name];
      return isRecord(value) && value["protected"] === true;
    })
  );
}

/** The excerpt where somebody wrote one: WordPress cuts the text where nobody did. */
function ownExcerpt(post: RestRecord, html: string): string {
  const written = textFromHtml(shownAt(post, "excerpt")).replace(/\s+/gu, " ").trim();
  const cut = written.replace(
    /\s*(?:\[?(?:…|\.\.\.)\]?)?(?:\s*(?:Read more|Continue reading).*)?$/iu,
    "",
  );
  const text = textFromHtml(html).replace(/\s+/gu, " ").trim();
  return text.startsWith(cut) ? "" : written;
}
