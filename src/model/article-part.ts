import { withoutUndefined } from "./defined.ts";
import { type Fields, fieldsOf, isRecord, MAX_LIST, wayTo } from "./field.ts";
import { httpUrl } from "./http-url.ts";
import { type Instant, toInstant } from "./instant.ts";
import { toLanguageTag } from "./language-tag.ts";
import { type ArticleId, toArticleId } from "./name.ts";
import { quoted } from "./quoted.ts";
import { type Fault, isRejection, rejection, type Rejection } from "./rejection.ts";

/** An image that stands for the article, or a file that goes with it. */
export type Attachment = {
  /** Absolute URL, or a path below the site such as `/media/…`, or, before ingest, a path in the
   *  content folder. */
  readonly url: string;
  /** Media type such as `image/jpeg`; told from the ending when absent. */
  readonly type?: string;
  readonly title?: string;
  /** Bytes. */
  readonly size?: number;
  /** Seconds. */
  readonly duration?: number;
};

/** A picture with its alternative text. */
export type Image = {
  readonly url: string;
  readonly alt?: string;
  /** Pixels; told from the file's header at ingest where it comes with the content. */
  readonly width?: number;
  readonly height?: number;
  /** The same picture in other sizes, as HTML writes them: `small.jpg 480w, large.jpg 1600w`. */
  readonly srcset?: string;
};

/** One note of what was corrected, and when. */
export type Correction = { readonly at: Instant; readonly note: string };

/** The article before or after this one, as the old site named it. */
export type Neighbour = { readonly title: string; readonly id?: ArticleId };

/** Bodies beyond this are refused: a single article must fit a KV value with room to spare, and a
 *  feed. UTF-16 units. */
export const MAX_BODY = 2_000_000;

const ALIAS_ORIGIN = "https://alias.invalid";
/** UTF-16 units as written, and characters percent-encoded. */
const MAX_ALIAS = 1_000;

/** A body as it was written, spaces and all. */
export function bodyOf(fields: Fields, field: string): string | undefined {
  const found = fields.raw(field);
  if (found === undefined || found === null) return undefined;
  if (typeof found !== "string") fields.fault(field, "is not a text");
  else if (found.length > MAX_BODY)
    fields.fault(field, `is ${found.length} characters long`, `at most ${MAX_BODY} are allowed`);
  else return found;
  return undefined;
}

/** One of a closed list of words. */
export function oneOf<T extends string>(
  fields: Fields,
  field: string,
  words: readonly T[],
): T | undefined {
  const found = fields.optional(field);
  const word = words.find((candidate) => candidate === found);
  if (found !== undefined && word === undefined)
    fields.fault(field, `${quoted(found)} is not known`, `write ${words.join(", ")}`);
  return word;
}

/** A finite number, at least `min` where there is one. */
export function numberOf(fields: Fields, field: string, min?: number): number | undefined {
  const found = fields.given(field);
  if (found === undefined) return undefined;
  const number = typeof found === "string" ? Number(found) : found;
  if (typeof number !== "number" || !Number.isFinite(number))
    fields.fault(field, "is not a number");
  else if (min !== undefined && number < min) fields.fault(field, `is below ${min}`);
  // Plus zero makes 0 of -0, which JSON does not know.
  else return number + 0;
  return undefined;
}

/** A list whose items a `toX` checks; a wrong item is a fault of the field. A single value is a
 *  list of one. */
export function listOf<T>(
  fields: Fields,
  field: string,
  check: (item: unknown) => T | Rejection,
): readonly T[] {
  const found = fields.given(field);
  if (found === undefined) return [];
  const given: readonly unknown[] = Array.isArray(found) ? found : [found];
  if (given.length > MAX_LIST)
    fields.fault(field, `has ${given.length} items`, `at most ${MAX_LIST} are allowed`);
  const items: T[] = [];
  for (const [index, item] of given.slice(0, MAX_LIST).entries()) {
    const checked = check(item);
    if (!isRejection(checked)) items.push(checked);
    else
      for (const fault of checked.faults)
        fields.fault(`${field}[${index}]`, fault.what, fault.fix, [index, ...wayTo(fault)]);
  }
  return items;
}

/** `source: { name, url? }`, or the name alone. */
export function sourceOf(
  fields: Fields,
): { readonly name: string; readonly url?: string } | undefined {
  const found = fields.given("source");
  if (found === undefined) return undefined;
  const inner = fieldsOf(typeof found === "string" ? { name: found } : found);
  const source = withoutUndefined({
    name: inner.required("name", 200),
    url: httpUrl(inner, "url"),
  });
  pass(inner, fields, "source");
  return source;
}

/** `image: { url, alt?, width?, height? }`, or the URL alone. */
export function imageOf(fields: Fields): Image | undefined {
  const found = fields.given("image");
  if (found === undefined) return undefined;
  const inner = fieldsOf(typeof found === "string" ? { url: found } : found);
  const size = (field: string): number | undefined => {
    const number = numberOf(inner, field);
    return number !== undefined && number >= 1 ? Math.round(number) : undefined;
  };
  const image = {
    url: inner.required("url"),
    alt: inner.optional("alt"),
    width: size("width"),
    height: size("height"),
    srcset: inner.optional("srcset"),
  };
  pass(inner, fields, "image");
  return withoutUndefined(image);
}

/** Checks `{ url, type?, title?, size?, duration? }`, or the URL alone. */
export function toAttachment(value: unknown): Attachment | Rejection {
  const fields = fieldsOf(typeof value === "string" ? { url: value } : value);
  const attachment = {
    url: fields.required("url"),
    type: fields.optional("type", 100),
    title: fields.optional("title", 200),
    size: numberOf(fields, "size", 0),
    duration: numberOf(fields, "duration", 0),
  };
  return fields.faults.length > 0
    ? rejection({}, ...fields.faults.map(nameTheField))
    : withoutUndefined(attachment);
}

/** Checks `{ at, note }`. */
export function toCorrection(value: unknown, timeZone: string): Correction | Rejection {
  const fields = fieldsOf(value);
  const at = fields.needed("at", (found) => toInstant(found, timeZone));
  const note = fields.required("note");
  return at === undefined || fields.faults.length > 0
    ? rejection({}, ...fields.faults.map(nameTheField))
    : { at, note };
}

/** Checks `{ title, id? }`, or the title alone. */
export function toNeighbour(value: unknown): Neighbour | Rejection {
  const fields = fieldsOf(typeof value === "string" ? { title: value } : value);
  const title = fields.required("title", 1_000);
  const id = fields.checked("id", toArticleId);
  return fields.faults.length > 0
    ? rejection({}, ...fields.faults.map(nameTheField))
    : withoutUndefined({ title, id });
}

/** Checks a map of language tags to article ids. */
export function toTranslations(value: unknown): Readonly<Record<string, ArticleId>> | Rejection {
  if (!isRecord(value)) return rejection({}, { what: "is not a map of languages to ids" });
  const pairs: [string, ArticleId][] = [];
  for (const [tag, id] of Object.entries(value)) {
    const lang = toLanguageTag(tag);
    const articleId = toArticleId(id);
    if (isRejection(lang)) return lang;
    if (isRejection(articleId)) return articleId;
    pairs.push([lang, articleId]);
  }
  return Object.fromEntries(pairs);
}

/** Checks a legacy path: begins with one `/`, may have a query, has no origin and no fragment. A
 *  URL gives its path and query.
 *  @returns the path percent-encoded as browsers ask for it, at most 1,000 characters */
export function toAlias(value: unknown): string | Rejection {
  const text = typeof value === "string" && value.length <= MAX_ALIAS ? value.trim() : "";
  const url = URL.parse(text, ALIAS_ORIGIN);
  const path = url === null ? "" : url.pathname + url.search;
  // A path alone must stay one: browsers read `/\host` and `//host` as another site.
  const isPath = text.startsWith("/") && url?.origin === ALIAS_ORIGIN;
  if (!(isPath || /^https?:\/\//i.test(text)) || !/^\/(?!\/)/.test(path) || path.length > MAX_ALIAS)
    return rejection(
      {},
      { what: `${quoted(value)} is not a path`, fix: "write /html/xw/87613.html" },
    );
  return path;
}

function pass(inner: Fields, outer: Fields, name: string): void {
  for (const { field, what, fix } of inner.faults)
    outer.fault(field === undefined ? name : `${name}.${field}`, what, fix);
}

function nameTheField({ field, what, fix }: Fault): Fault {
  return {
    what: field === undefined ? what : `${field} ${what}`,
    ...(fix !== undefined && { fix }),
  };
}
