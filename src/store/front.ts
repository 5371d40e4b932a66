import type { Article } from "#model/article.ts";
import type { Entry } from "#model/entry.ts";
import { memoizeObjects } from "#model/memoize.ts";
import type { BlobName } from "#model/release.ts";
import { encodeRecord, recordFields } from "./article-record.ts";
import { encodeBlock, isBlock, openBlock } from "./block.ts";
import { StoreFault } from "./fault.ts";
import { articlesBackwards } from "./pack.ts";
import { spansIn, textFromSpans } from "#store/short/text-spans.ts";

/** The bytes of a front: two records for each entry, its fields with the `origins` of its content
 *  as JSON, then the content's XML. Contents lie apart from the JSON, so that who lists articles
 *  decodes none, and who writes a feed copies them.
 *  @param entries  in the order in which they are read */
export function encodeFront(entries: readonly Entry[]): Uint8Array {
  return encodeBlock(
    "FRNT",
    entries.flatMap((entry) => [headRecord(entry), entry.content.xml]),
  );
}

/** The record of an entry without its content: an entry is on several fronts, and in one
 *  publication after another. */
const headRecord = /* @__PURE__ */ memoizeObjects(({ content, ...head }: Entry) => {
  const { origins, xml } = content;
  const { excerpt } = head;
  const spans = excerpt === undefined ? undefined : spansIn(beginningOf(xml), excerpt);
  return encodeRecord(head, { origins, ...(spans && { excerpt: spans }) });
});

/** Bytes of a content that an excerpt may be told by. */
const BEGINNING_BYTES = 2_048;
const UTF_8 = new TextDecoder();

/** The beginning of a content, of which an excerpt is mostly spans: escaped, and the last character
 *  perhaps cut, but the same whoever asks. */
function beginningOf(xml: Uint8Array): string {
  return UTF_8.decode(xml.subarray(0, BEGINNING_BYTES));
}

/** The entries of a front, as they were encoded. O(bytes of their fields): contents are not copied.
 *  Fronts of releases from before contents were ready are packs, oldest first: their articles are
 *  given as they are, so that a new Worker serves what an older publisher wrote.
 *  @param name  the blob's name, for faults
 *  @throws {StoreFault} when the bytes are not a whole front of this version */
export function decodeFront(bytes: Uint8Array, name: BlobName): readonly (Article | Entry)[] {
  if (isBlock("PACK", bytes)) return articlesBackwards(bytes, name);
  const block = openBlock("FRNT", bytes, name);
  return Array.from({ length: block.count / 2 }, (_, index) => {
    const fields = recordFields(block.json(2 * index));
    if (fields === undefined || !Array.isArray(fields["origins"]))
      throw new StoreFault("corrupt", name, `has no entry ${index}`);
    const { origins, ...head } = fields;
    const xml = block.record(2 * index + 1);
    const excerpt = Array.isArray(head["excerpt"])
      ? { excerpt: excerptIn(xml, head["excerpt"], name) }
      : {};
    // `encodeFront` wrote an Entry, and the block's kind and version were checked.
    return { ...head, ...excerpt, content: { xml, origins } } as unknown as Entry;
  });
}

/** @throws {StoreFault} when the spans are of something else */
function excerptIn(xml: Uint8Array, spans: unknown, name: BlobName): string {
  const excerpt = textFromSpans(beginningOf(xml), spans);
  if (excerpt === undefined)
    throw new StoreFault("corrupt", name, "has an excerpt that is not of its text");
  return excerpt;
}
