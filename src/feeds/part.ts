import type { EntryContent } from "#model/entry.ts";

/** XML that was made ready before, and the UTF-8 of the site's address that belongs into it. */
type ReadyXml = { readonly content: EntryContent; readonly origin: Uint8Array };

/** A stretch of a feed: text that ends within no character, or ready XML. */
export type FeedPart = string | ReadyXml;

/** How many bytes ready XML takes, its addresses filled in. */
export function readyLength({ content: { xml, origins }, origin }: ReadyXml): number {
  return xml.length + origins.length * origin.length;
}

/** Writes ready XML into `room` from `at` on, its addresses filled in.
 *  @returns where it ends */
export function writeReady(
  { content: { xml, origins }, origin }: ReadyXml,
  room: Uint8Array,
  at: number,
): number {
  let [from, to] = [0, at];
  for (const end of origins) {
    room.set(xml.subarray(from, end), to);
    to += end - from;
    room.set(origin, to);
    to += origin.length;
    from = end;
  }
  room.set(from === 0 ? xml : xml.subarray(from), to);
  return to + xml.length - from;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Parts one after another as one text. O(length). */
export function textOfParts(parts: readonly FeedPart[]): string {
  return parts.map((part) => (typeof part === "string" ? part : textOfReady(part))).join("");
}

function textOfReady(part: ReadyXml): string {
  const bytes = new Uint8Array(readyLength(part));
  writeReady(part, bytes, 0);
  return decoder.decode(bytes);
}
