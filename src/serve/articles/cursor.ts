import type { Article } from "#model/article.ts";
import { epochMs } from "#model/instant.ts";
import { type ArticleId, toArticleId } from "#model/name.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";

/** A position in the order of all articles, just behind one of them. It outlives publications: what
 *  is published later lies before it, and when the article itself is gone or was moved to
 *  another date, its old position is still known. */
export type ListCursor = {
  /** When the article was published, seconds since 1970. */
  readonly second: number;
  /** How many articles of that second are older; undefined when that was not known. */
  readonly rank?: number;
  readonly id: ArticleId;
};

/** The cursor behind an article of which no more is known. */
export function cursorAfter({ published, id }: Pick<Article, "published" | "id">): ListCursor {
  return { second: Math.floor(epochMs(published) / 1000), id };
}

/** The cursor as clients hand it back: base64url, nothing that they should read. */
export function cursorText({ second, rank, id }: ListCursor): string {
  const bytes = new TextEncoder().encode(`${second}.${rank ?? ""}.${id}`);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Checks a cursor that a client handed back.
 *  @returns the cursor, or a Rejection without a file */
export function toCursor(text: string): ListCursor | Rejection {
  // Matches `1681401600.3.87613` and `-5..甲`; refuses `1e3.1.a`, `1.87613`.
  const [, second, rank, name] =
    /^(-?\d{1,12})\.(\d{0,9})\.(.{1,400})$/su.exec(decoded(text)) ?? [];
  const id = toArticleId(name);
  if (second === undefined || isRejection(id))
    return rejection(
      {},
      { field: "cursor", what: "is not one of ours", fix: "use `next` of the page before" },
    );
  return { second: Number(second), ...(rank && { rank: Number(rank) }), id };
}

function decoded(text: string): string {
  if (!/^[\w-]{1,1000}$/.test(text)) return "";
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    // atob throws a DOMException for a length that base64 cannot have, the decoder a TypeError for
    // bytes that are not UTF-8.
    if (error instanceof DOMException || error instanceof TypeError) return "";
    throw error;
  }
}
