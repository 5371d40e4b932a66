import { withoutUndefined } from "#model/defined.ts";
import { isRecord } from "#model/field.ts";
import { type Place, rejection, type Rejection } from "#model/rejection.ts";
import { parsedJson } from "#model/json.ts";
import { entryWords } from "#ingest/feed/entry-words.ts";
import { firstDate } from "#ingest/feed/feed-entry.ts";
import { booleanWord } from "#ingest/source/boolean-word.ts";
import { textAt } from "#ingest/source/text-at.ts";
import { countedNouns, type Findings, type Hiding } from "#ingest/source/findings.ts";
import { visibilityOf, type VisibilityAnswers } from "#ingest/source/visibility.ts";
import { withEmptyHidden } from "./empty-body.ts";
import { ghostBody } from "./ghost-body.ts";
import { slugFrom } from "#ingest/source/section-slug.ts";

/** What an export of Ghost gives. */
type GhostReading = {
  readonly title: string;
  readonly description: string;
  readonly lang: string;
  readonly entries: readonly {
    readonly fields: Readonly<Record<string, unknown>>;
    readonly findings: Findings;
  }[];
  /** A noun for each post that is none here: mail, other types. */
  readonly leftOut: readonly string[];
  /** Titles by section path. */
  readonly sections: ReadonlyMap<string, string>;
};

type GhostRow = Readonly<Record<string, unknown>>;

/** Reads Ghost's JSON export: posts and pages with their authors and tags. The first tag is the
 *  section. What only members may read comes as a draft.
 *  @param site  the site's address, which the export leaves open; "" when nobody knows
 *  @param isMigration  whether the site moves here; else its posts go on living there, if `site`
 *  says where
 *  @returns a Rejection when it is no such export
 *  @see https://docs.ghost.org/migration/custom */
export function readGhost(
  text: string,
  place: Place,
  {
    site = "",
    isMigration = false,
    answers = new Map(),
  }: {
    readonly site?: string;
    readonly isMigration?: boolean;
    readonly answers?: VisibilityAnswers;
  } = {},
): GhostReading | Rejection {
  const data = dataIn(parsedJson(text));
  if (data === undefined || !Array.isArray(data["posts"])) {
    const fix = "export it in Ghost under Settings, Migration";
    return rejection(place, { what: "is no export of Ghost: it has no db[0].data.posts", fix });
  }
  const tagsOf = linked(data, { table: "posts_tags", column: "tag_id", target: "tags" });
  const authorsOf = linked(data, { table: "posts_authors", column: "author_id", target: "users" });
  const settings = new Map(
    rows(data, "settings").map((row) => [textAt(row, "key"), textAt(row, "value")]),
  );
  const sections = new Map<string, string>();
  const more = new Map(rows(data, "posts_meta").map((row) => [textAt(row, "post_id"), row]));
  const all = rows(data, "posts").map((post): GhostRow => ({
    ...withoutIds(more.get(textAt(post, "id")) ?? {}),
    ...post,
  }));
  const posts = all.filter((post) => nounOf(post) === "");
  const context = { sections, site: site.replace(/\/$/, ""), isMigration, answers };
  const entries = posts.map((post) => {
    const tags = tagsOf(post).filter((tag) => !textAt(tag, "name").startsWith("#"));
    const authors = authorsOf(post).map((author) => textAt(author, "name"));
    return entryFrom(post, { ...context, tags, authors });
  });
  return {
    title: settings.get("title") ?? "",
    description: settings.get("description") ?? "",
    lang: settings.get("lang") ?? settings.get("locale") ?? "",
    entries,
    sections,
    leftOut: all.map(nounOf).filter(Boolean),
  };
}

type PostContext = {
  readonly tags: readonly GhostRow[];
  readonly authors: readonly string[];
  readonly sections: Map<string, string>;
  readonly site: string;
  readonly isMigration: boolean;
  readonly answers: VisibilityAnswers;
};

/** What a post is that does not come along; "" for an article. */
function nounOf(post: GhostRow): string {
  const type = textAt(post, "type");
  if (!/^(?:post|page|)$/.test(type)) return `post of type ${type}`;
  const isMail = textAt(post, "status") === "sent" || booleanWord(post["email_only"]) === true;
  return isMail ? "post sent as mail" : "";
}

function entryFrom(post: GhostRow, context: PostContext) {
  const { tags, authors, sections, site, isMigration } = context;
  const section = sectionOf(post, tags[0]);
  const body = ghostBody(post);
  sections.set(section, textAt(tags[0] ?? {}, "name") || section);
  const slug = textAt(post, "slug");
  const picture = withSiteUrl(textAt(post, "feature_image"), site);
  const words = entryWords({
    title: textAt(post, "title"),
    html: withSiteUrl(body.html, site),
    summary: textAt(post, "custom_excerpt"),
    names: [slug],
  });
  const hidings = hidingsOf(post, body.html, context.answers);
  const fields = withoutUndefined({
    ...words,
    id: slugFrom(slug) === "section" ? textAt(post, "id") : slug,
    guid: textAt(post, "id") || undefined,
    section,
    published: dateAt(post, "published_at") ?? dateAt(post, "created_at"),
    updated: dateAt(post, "updated_at"),
    authors,
    tags: tags.slice(1).map((tag) => textAt(tag, "name")),
    image: picture ? imageFrom(post, picture) : undefined,
    status: hidings.length > 0 ? "draft" : "published",
    ...addressOf(slug, site, isMigration),
  });
  return { fields, findings: { hidings, leftOut: countedNouns(body.leftOut) } };
}

/** Where a post lives on, or lived. */
function addressOf(slug: string, site: string, isMigration: boolean) {
  if (slug === "") return {};
  if (isMigration) return { aliases: [`/${slug}/`] };
  return site ? { url: `${site}/${slug}/` } : {};
}

/** What a table beside says of a post, without its own numbers. */
function withoutIds({ id: _id, post_id: _post, ...fields }: GhostRow): GhostRow {
  return fields;
}

function sectionOf(post: GhostRow, tag: GhostRow | undefined): string {
  if (tag !== undefined) return slugFrom(textAt(tag, "slug") || textAt(tag, "name"));
  const isPage = textAt(post, "type") === "page" || post["page"] === true || post["page"] === 1;
  return isPage ? "pages" : "news";
}

/** Only what everybody could read, and what has a text, is published. */
function hidingsOf(post: GhostRow, html: string, answers: VisibilityAnswers): readonly Hiding[] {
  const fields = {
    status: textAt(post, "status") || "draft",
    visibility: textAt(post, "visibility"),
  };
  const { hidings } = visibilityOf(fields, { now: 0, answers });
  return withEmptyHidden(hidings, html, answers);
}

function imageFrom(post: GhostRow, url: string): object {
  return withoutUndefined({ url, alt: textAt(post, "feature_image_alt") || undefined });
}

type Join = { readonly table: string; readonly column: string; readonly target: string };

/** Gives the rows of a table that a post is linked to, in their order. */
function linked(
  data: GhostRow,
  { table, column, target }: Join,
): (post: GhostRow) => readonly GhostRow[] {
  const byId = new Map(rows(data, target).map((row) => [textAt(row, "id"), row]));
  const byPost = new Map<string, GhostRow[]>();
  for (const row of rows(data, table)) {
    const post = textAt(row, "post_id");
    const there = byPost.get(post);
    if (there === undefined) byPost.set(post, [row]);
    else there.push(row);
  }
  return (post) =>
    (byPost.get(textAt(post, "id")) ?? [])
      .toSorted((a, b) => Number(a["sort_order"] ?? 0) - Number(b["sort_order"] ?? 0))
      .map((row) => byId.get(textAt(row, column)))
      .filter((row) => row !== undefined);
}

/** Ghost writes its own address as a placeholder. */
function withSiteUrl(text: string, site: string): string {
  return text.replaceAll("__GHOST_URL__", site);
}

/** Dates are texts, or milliseconds in old exports. */
function dateAt(row: GhostRow, name: string): string | undefined {
  const value = row[name];
  if (typeof value === "number") return new Date(value).toISOString();
  return firstDate([textAt(row, name)]);
}

function dataIn(value: unknown): GhostRow | undefined {
  const db = isRecord(value) ? value["db"] : undefined;
  const first: unknown = Array.isArray(db) ? db[0] : value;
  const data = isRecord(first) ? first["data"] : undefined;
  return isRecord(data) ? data : undefined;
}

function rows(data: GhostRow, table: string): readonly GhostRow[] {
  const found: unknown = data[table];
  return Array.isArray(found) ? found.filter(isRecord) : [];
}
