import { withoutUndefined } from "#model/defined.ts";
import { isRecord } from "#model/field.ts";
import { rejection, type Rejection } from "#model/rejection.ts";
import { parsedJson } from "#model/json.ts";
import { htmlFromText } from "#text/html/html-text.ts";
import { visibilityOf } from "#ingest/source/visibility.ts";
import { textAt } from "#ingest/source/text-at.ts";
import { entryWords } from "./entry-words.ts";
import type { FeedOptions, FeedReading } from "./feed-reading.ts";
import {
  addressOf,
  type EntryContext,
  firstDate,
  type IdentifiedFields,
  languageOf,
  sectionsOf,
} from "./feed-entry.ts";
import { absolute, type FeedHead } from "./feed-head.ts";

type FeedJson = Readonly<Record<string, unknown>>;

/** Reads JSON Feed 1.0 and 1.1.
 *  @param contextFor  what the entries share
 *  @returns a Rejection when the text is not JSON, or has no `items`
 *  @see https://www.jsonfeed.org/version/1.1/ */
export function jsonFeedEntries(
  text: string,
  options: FeedOptions,
  contextFor: (head: FeedHead, options: FeedOptions) => EntryContext,
): FeedReading | Rejection {
  const feed = parsedJson(text);
  if (!isRecord(feed) || !Array.isArray(feed["items"])) {
    const what =
      feed === undefined ? "is not JSON, or cut short" : "is JSON without items, so no JSON Feed";
    return rejection(options.place, {
      what,
      fix: "give a feed as https://www.jsonfeed.org describes it",
    });
  }
  const base = options.url ?? "about:blank";
  const home = absolute(textAt(feed, "home_page_url"), base);
  const head: FeedHead = {
    title: textAt(feed, "title"),
    description: textAt(feed, "description"),
    link: home,
    lang: textAt(feed, "language"),
    authors: authorsIn(feed),
    dates: [],
    license: "",
    next: absolute(textAt(feed, "next_url"), base),
    generator: textAt(feed, "generator"),
    base: home || base,
  };
  const context = contextFor(head, options);
  const items: readonly unknown[] = feed["items"];
  const entries = items.filter(isRecord).map((item) => ({ ...itemFields(item, context), line: 1 }));
  return { head, entries, sections: context.sections, leftOut: [] };
}

function itemFields(item: FeedJson, context: EntryContext): IdentifiedFields {
  const { head } = context;
  const { content_html: _html, content_text: _text, ...about } = item;
  const { hidings } = visibilityOf(about, context.visibility);
  const guid = textAt(item, "id");
  const link = absolute(textAt(item, "url") || textAt(item, "external_url"), head.base);
  const words = entryWords({
    title: textAt(item, "title"),
    html: textAt(item, "content_html") || htmlFromText(textAt(item, "content_text")),
    summary: textAt(item, "summary"),
    names: [link, guid],
  });
  const authors = authorsIn(item);
  const image = absolute(textAt(item, "image") || textAt(item, "banner_image"), head.base);
  const tags = listAt(item, "tags").filter((tag) => typeof tag === "string");
  const dates = [textAt(item, "date_published"), textAt(item, "date_modified")];
  const identity = context.ids.identify({
    address: link,
    guid,
    own: link,
    text: `${words.title} ${words.body ?? ""}`,
  });
  const fields = withoutUndefined({
    ...words,
    id: identity.id,
    // A date that nobody can read is not left out, so that it is named.
    published: firstDate(dates, context.timeZone) ?? dates.find(Boolean)?.slice(0, 200),
    updated: firstDate([textAt(item, "date_modified")], context.timeZone),
    guid: identity.guid,
    authors: authors.length > 0 ? authors : head.authors,
    lang: languageOf([textAt(item, "language"), head.lang]),
    tags: tags.slice(0, 200),
    image: image ? { url: image } : undefined,
    attachments: listAt(item, "attachments")
      .filter(isRecord)
      .flatMap((file) => attachmentFrom(file, head.base)),
    ...sectionsOf([], context),
    ...addressOf(link, context),
    status: hidings.length > 0 ? "draft" : undefined,
  });
  return { fields, notices: identity.notices, findings: { hidings, wanted: identity.wanted } };
}

function attachmentFrom(file: FeedJson, base: string): readonly object[] {
  const url = absolute(textAt(file, "url"), base);
  if (!url) return [];
  const numberAt = (name: string): number | undefined => {
    const value = file[name];
    return typeof value === "number" && value > 0 ? value : undefined;
  };
  return [
    withoutUndefined({
      url,
      type: textAt(file, "mime_type") || undefined,
      title: textAt(file, "title") || undefined,
      size: numberAt("size_in_bytes"),
      duration: numberAt("duration_in_seconds"),
    }),
  ];
}

function authorsIn(fields: FeedJson): readonly string[] {
  const persons = [...listAt(fields, "authors"), fields["author"]].filter(isRecord);
  return [...new Set(persons.map((person) => textAt(person, "name")).filter(Boolean))];
}

function listAt(fields: FeedJson, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}
