import type { Article } from "#model/article.ts";
import { mark64 } from "#model/hash.ts";
import type { LedgerEntry } from "#store/history/ledger.ts";
import { contentText } from "#text/html/content.ts";
import { foldTag } from "#text/fold/fold.ts";
import { minHashOf } from "#text/analysis/minhash.ts";
import type { ReadyArticle } from "./ready-article.ts";

/** Characters of a content hash that the ledger keeps: it only tells two versions of one article
 *  apart. */
const CONTENT_LENGTH = 10;

/** One article is in the release for now and in every upcoming one. */
const known = new WeakMap<ReadyArticle, LedgerEntry>();

/** What the ledger says of an article. O(length); computed once. */
export function ledgerEntry(ready: ReadyArticle): LedgerEntry {
  const found = known.get(ready);
  if (found !== undefined) return found;
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
    sketch: minHashOf(contentText(article)),
    sections: [...new Set([section, ...also])],
  };
  known.set(ready, entry);
  return entry;
}

/** Addresses that belong to this article and to no other. What the scheme is, and a slash at the
 *  end, make no difference. */
function claimsOf({ aliases, url }: Article): readonly string[] {
  const addresses = url === undefined ? aliases : [...aliases, url.replace(/^https?:/, "")];
  return [...new Set(addresses.map((address) => address.replace(/(?<=[^/])\/+$/, "")))];
}
