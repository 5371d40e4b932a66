import type { Article } from "../model/article.ts";
import { isRecord } from "../model/field.ts";
import type { BlobName } from "../model/release.ts";
import { encodeBlock, jsonBytes, openBlock } from "./block.ts";
import { StoreFault } from "./fault.ts";

/** Articles in one blob, decoded one by one. */
export type Pack = {
  readonly count: number;
  /** The article in one slot, counted from 0.
   *  @throws {RangeError} when there is no such slot
   *  @throws {StoreFault} when its bytes are damaged */
  article(slot: number): Article;
  /** How many bytes that article takes, without decoding it.
   *  @throws as `article` */
  bytes(slot: number): number;
};

/** What an article has when its record does not say so: left out of records, which are many. */
const DEFAULTS = {
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

/** An article as a pack keeps it: JSON with its fields in one fixed order and without defaults, so that equal articles are equal bytes. */
export function encodeArticle(article: Article): Uint8Array {
  const fields = Object.entries(article)
    .filter(([field, value]) => value !== undefined && !isDefault(field, value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return jsonBytes(Object.fromEntries(fields.map(([field, value]) => [field, sorted(value)])));
}

/** The bytes of a pack of articles that `encodeArticle` has encoded. */
export function packOf(records: readonly Uint8Array[]): Uint8Array {
  return encodeBlock("PACK", records);
}

/** The bytes of a pack. */
export function encodePack(articles: readonly Article[]): Uint8Array {
  return packOf(articles.map(encodeArticle));
}

/** Opens a pack; decodes nothing yet.
 *  @param name  the blob's name, for faults
 *  @throws {StoreFault} when the bytes are not a whole pack of this version */
export function openPack(bytes: Uint8Array, name: BlobName): Pack {
  const block = openBlock("PACK", bytes, name);
  return {
    count: block.count,
    article(slot) {
      const record = block.json(slot);
      if (!isRecord(record) || typeof record["id"] !== "string")
        throw new StoreFault("corrupt", name, `has no article in slot ${slot}`);
      // `encodeArticle` wrote what `toArticle` had accepted, and the block's kind and version were checked.
      return { ...DEFAULTS, ...record } as unknown as Article;
    },
    bytes: (slot) => block.record(slot).length,
  };
}

function isDefault(field: string, value: unknown): boolean {
  const usual = (DEFAULTS as Readonly<Record<string, unknown>>)[field];
  return usual !== undefined && JSON.stringify(usual) === JSON.stringify(value);
}

/** The value with the keys of every object in it sorted, so that the order in which a publisher wrote them does not count. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([field, inner]) => [field, sorted(inner)]));
}
