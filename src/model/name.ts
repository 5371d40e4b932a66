import { quoted } from "./quoted.ts";
import { rejection, type Rejection } from "./rejection.ts";

declare const articleIdBrand: unique symbol;
declare const sectionPathBrand: unique symbol;

/** An article's id: 1 to 200 characters, in NFC, safe in a URL path once percent-encoded. */
export type ArticleId = string & { readonly [articleIdBrand]: true };

/** A section's path, such as `news/politics`: slugs joined by `/`, in NFC, never empty. */
export type SectionPath = string & { readonly [sectionPathBrand]: true };

/** Matches `87613`, `甘孜-2023`, `a.b_c~d`; refuses `-a`, `a b`, `a/b`. */
const ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._~-]{0,199}$/u;
const ID_ENDING = /\.(?:json|md|html|xml)$/i;
const SLUG = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,99}$/u;
const RESERVED_SLUGS: ReadonlySet<string> = new Set(["archive"]);
/** Sections deeper than this are refused: a path must stay far below KV's 512 bytes of key and the
 *  16 KB of a URL. */
const MAX_DEPTH = 8;
/** UTF-16 units: eight slugs of a hundred letters of two units each, marks not counted, with room
 *  for stray slashes. */
const MAX_PATH = 2_000;

/** Checks an article id. A whole number is taken as its decimal digits, as long as it is exact.
 *  @returns the id in NFC, or a Rejection without a place */
export function toArticleId(value: unknown): ArticleId | Rejection {
  if (typeof value === "number" && !(Number.isSafeInteger(value) && value >= 0)) {
    return rejection({}, { what: `${value} is not an id`, fix: "write it in quotes" });
  }
  const text = (
    typeof value === "number" ? String(value) : typeof value === "string" ? value : ""
  ).normalize("NFC");
  if (!ID.test(text)) {
    return rejection(
      {},
      {
        what: text ? `${quoted(text)} is not an id` : "is missing",
        fix: "an id is 1 to 200 letters, digits, '.', '_', '~' or '-', and begins with a letter or a digit",
      },
    );
  }
  if (ID_ENDING.test(text)) {
    return rejection(
      {},
      { what: `an id may not end in ${ID_ENDING.exec(text)?.[0]}`, fix: "drop the ending" },
    );
  }
  return text as ArticleId;
}

/** Checks a section path; `/` at either end is dropped.
 *  @returns the path in NFC, or a Rejection without a place */
export function toSectionPath(value: unknown): SectionPath | Rejection {
  const given = typeof value === "string" && value.length <= MAX_PATH ? value : "";
  const text = given.normalize("NFC").replace(/^\/+|\/+$/g, "");
  const slugs = text.split("/");
  const wrong = slugs.find((slug) => !isSlug(slug));
  if (wrong === undefined && slugs.length > MAX_DEPTH) {
    const what = `${quoted(value)} is ${slugs.length} sections deep`;
    return rejection({}, { what, fix: `at most ${MAX_DEPTH} are allowed: join some of them` });
  }
  if (wrong !== undefined) {
    return rejection(
      {},
      {
        what: value === "" ? "is missing" : `${quoted(value)} is not a section path`,
        fix: `write slugs of letters, digits and '-' joined by '/', none of them 'archive'`,
      },
    );
  }
  return text as SectionPath;
}

/** Whether `text` can be one part of a section path. */
export function isSlug(text: string): boolean {
  return SLUG.test(text) && !RESERVED_SLUGS.has(text.toLowerCase());
}

/** The paths from the outermost section to `path` itself.
 *  @example lineOf("news/politics") // ["news", "news/politics"] */
export function lineOf(path: SectionPath): readonly SectionPath[] {
  const slugs = path.split("/");
  // A prefix of whole slugs of a section path is a section path.
  return slugs.map((_, index) => slugs.slice(0, index + 1).join("/") as SectionPath);
}
