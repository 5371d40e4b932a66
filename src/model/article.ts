import { withoutUndefined } from "./defined.ts";
import {
  type Attachment,
  bodyOf,
  type Correction,
  type Image,
  imageOf,
  listOf,
  type Neighbour,
  numberOf,
  oneOf,
  sourceOf,
  toAlias,
  toAttachment,
  toCorrection,
  toNeighbour,
  toTranslations,
} from "./article-part.ts";
import { type Fields, fieldsOf } from "./field.ts";
import { httpUrl } from "./http-url.ts";
import { type Instant, type Precision, toDating, toInstant } from "./instant.ts";
import { toLanguageTag } from "./language-tag.ts";
import { type ArticleId, type SectionPath, toArticleId, toSectionPath } from "./name.ts";
import { type Place, rejection, type Rejection } from "./rejection.ts";

/** How a body is written. */
export type BodyFormat = "html" | "markdown" | "text";

/** Whether readers see an article: a draft is kept from all of them, a withdrawn one answers
 *  410. */
type Status = "published" | "draft" | "withdrawn";

/** One article, checked: what a publisher gives, and what every room speaks of. */
export type Article = {
  readonly id: ArticleId;
  readonly title: string;
  readonly section: SectionPath;
  /** When it was published. */
  readonly published: Instant;
  /** `day` when the publisher gave a date alone. */
  readonly precision: Precision;
  /** The body in its `format`. Once ingested, a body in HTML is safe HTML: sanitised, its URLs
   *  absolute (own ones begin with OWN_ORIGIN). */
  readonly body: string;
  readonly format: BodyFormat;
  /** Safe HTML made of the body where the body itself is not HTML or text: of Markdown. */
  readonly html?: string;
  /** First sentences of the text, made at ingest where there is no `summary`. */
  readonly excerpt?: string;
  /** BCP 47; told from the text at ingest when the publisher gave none. */
  readonly lang?: string;
  /** The id that the old system's feeds gave this item, verbatim. */
  readonly guid?: string;
  /** Where the article lives, when it lives elsewhere; links go there. */
  readonly url?: string;
  readonly updated?: Instant;
  /** Plain text. */
  readonly summary?: string;
  /** The line above the title. */
  readonly kicker?: string;
  readonly authors: readonly string[];
  readonly source?: { readonly name: string; readonly url?: string };
  /** Further sections that carry it. */
  readonly also: readonly SectionPath[];
  readonly tags: readonly string[];
  readonly image?: Image;
  readonly attachments: readonly Attachment[];
  /** Legacy paths with their query, each beginning with `/`. */
  readonly aliases: readonly string[];
  /** Orders articles of the same instant; higher is newer. */
  readonly sequence?: number;
  readonly previous?: Neighbour;
  readonly next?: Neighbour;
  /** Ids of the same article in other languages, by language tag. */
  readonly translations: Readonly<Record<string, ArticleId>>;
  readonly license?: string;
  readonly corrections: readonly Correction[];
  readonly status: Status;
  /** Nobody sees it before. */
  readonly embargo?: Instant;
};

/** What an article has where its record does not say so: left out of records, which are many, and
 *  then the very same objects for all of them. */
export const ARTICLE_DEFAULTS = {
  precision: "time",
  authors: [],
  also: [],
  tags: [],
  attachments: [],
  aliases: [],
  translations: {},
  corrections: [],
  status: "published",
} satisfies Partial<Article>;

/** Whether a record of an article need not say what it has in a field. */
export function isArticleDefault(field: string, value: unknown): boolean {
  const usual = (ARTICLE_DEFAULTS as Readonly<Record<string, unknown>>)[field];
  return usual !== undefined && JSON.stringify(usual) === JSON.stringify(value);
}

/** What `toArticle` needs to know beside the value. */
type ArticleContext = {
  /** IANA name: where a date alone begins. */
  readonly timeZone: string;
  readonly place?: Place;
  /** The format of a body that names none. */
  readonly format?: BodyFormat;
};

/** Checks one article, as JSON Lines, front matter or an admin request give it, and as packs keep
 *  it.
 *  @returns the article, or a Rejection that names everything wrong with it */
export function toArticle(
  value: unknown,
  { timeZone, place = {}, format = "text" }: ArticleContext,
): Article | Rejection {
  const fields = fieldsOf(value);
  const id = fields.needed("id", toArticleId);
  const section = fields.needed("section", toSectionPath);
  const dating = fields.needed("published", (found) => toDating(found, timeZone));
  const rest = { ...textsOf(fields, format), ...partsOf(fields, timeZone) };
  if (fields.faults.length > 0 || !id || !section || !dating) {
    return rejection(place, ...fields.faults);
  }
  const precision = fields.raw("precision") === "day" ? "day" : dating.precision;
  return withoutUndefined({ id, section, published: dating.instant, precision, ...rest });
}

/** The fields that are words, numbers and moments. */
function textsOf(fields: Fields, format: BodyFormat) {
  return {
    title: titleOf(fields),
    body: bodyOf(fields, "body") ?? "",
    format: oneOf(fields, "format", ["html", "markdown", "text"]) ?? format,
    html: bodyOf(fields, "html"),
    excerpt: fields.optional("excerpt"),
    lang: fields.checked("lang", toLanguageTag),
    guid: fields.optional("guid"),
    url: httpUrl(fields, "url"),
    summary: fields.optional("summary", 20_000),
    kicker: fields.optional("kicker"),
    authors: fields.list("authors"),
    tags: fields.list("tags"),
    sequence: numberOf(fields, "sequence"),
    license: httpUrl(fields, "license"),
  };
}

/** Matches a text of which nothing can be seen: spaces, controls, joiners, what is no character at
 *  all. Private characters may be seen. */
const UNSEEN = /^[\s\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]+$/u;

function titleOf(fields: Fields): string {
  const title = fields.required("title", 1_000);
  if (UNSEEN.test(title)) fields.fault("title", "has no character that can be seen");
  return title;
}

/** The fields that have parts of their own, and those that depend on the time zone. */
function partsOf(fields: Fields, timeZone: string) {
  const instant = (found: unknown): Instant | Rejection => toInstant(found, timeZone);
  return {
    updated: fields.checked("updated", instant),
    source: sourceOf(fields),
    also: listOf(fields, "also", toSectionPath),
    image: imageOf(fields),
    attachments: listOf(fields, "attachments", toAttachment),
    aliases: listOf(fields, "aliases", toAlias),
    previous: fields.checked("previous", toNeighbour),
    next: fields.checked("next", toNeighbour),
    translations: fields.checked("translations", toTranslations) ?? {},
    corrections: listOf(fields, "corrections", (item) => toCorrection(item, timeZone)),
    status: oneOf(fields, "status", ["published", "draft", "withdrawn"]) ?? "published",
    embargo: fields.checked("embargo", instant),
  };
}
