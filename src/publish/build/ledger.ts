import type { Article } from "#model/article.ts";
import { mark64 } from "#model/hash.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import { contentText } from "#text/html/content.ts";
import { foldTag } from "#text/fold/fold.ts";
import { minHashOf } from "#text/analysis/minhash.ts";
import type { Workshop } from "#search/build/workshop.ts";
import { keptOf, type ReadyArticle } from "./ready-article.ts";

/** Characters of a content hash that the ledger keeps: it only tells two versions of one article
 *  apart. */
const CONTENT_LENGTH = 10;

/** One article is in the release for now and in every upcoming one. */
const known = new WeakMap<ReadyArticle, LedgerEntry>();

/** What sketches hang on beside their articles: raised when a text gives another. */
const SKETCH_REVISION = "1";
const encoder = new TextEncoder();

/** What the ledger says of articles, in their order. O(length) for those of which nothing is
 *  kept. */
export function ledgerEntries(
  articles: readonly ReadyArticle[],
  workshop?: Workshop,
): readonly LedgerEntry[] {
  const unknown = articles.filter((ready) => !known.has(ready));
  const sketches = keptOf(unknown, {
    workshop,
    key: `sketches ${SKETCH_REVISION}`,
    make: ({ article }) => minHashOf(contentText(article)),
    encode: (some) => encoder.encode(some.join("\n")),
    decode: (bytes) => new TextDecoder().decode(bytes).split("\n"),
  });
  let at = 0;
  for (const sketch of sketches) note(unknown[at++]!, sketch);
  return articles.map((ready) => known.get(ready)!);
}

function note(ready: ReadyArticle, sketch: string): void {
  const { article, ms, etag } = ready;
  const { id, guid, title, section, also } = article;
  const entry = {
    id,
    ...(guid !== undefined && { guid }),
    title,
    published: Math.floor(ms / 1000),
    content: etag.slice(0, CONTENT_LENGTH),
    dated: mark64(`${foldTag(title)}\n${ms}`),
    claims: claimsOf(article).map(mark64),
    sketch,
    sections: [...new Set([section, ...also])],
  };
  known.set(ready, entry);
}

/** Addresses that belong to this article and to no other. What the scheme is, and a slash at the
 *  end, make no difference. */
function claimsOf({ aliases, url }: Article): readonly string[] {
  const addresses = url === undefined ? aliases : [...aliases, url.replace(/^https?:/, "")];
  return [...new Set(addresses.map((address) => address.replace(/(?<=[^/])\/+$/, "")))];
}
