import { HAN, kindAt } from "./letter-kind.ts";
import { readNumber } from "./number-terms.ts";
import { piecesOf } from "./pieces.ts";
import { asParts, type Range, type TermConsumer } from "./term-consumer.ts";
import { readWord } from "./word-terms.ts";

/** Walks a folded text and tells `consumer` what it finds, in order. The one analyzer: what differs
 *  between build and query is the consumer. O(length). */
export function analyze(text: string, consumer: TermConsumer): void {
  const addresses = addressesOf(text);
  for (const { start, end } of addresses)
    consumer.term(text.slice(start, end), { start, end }, "whole");
  const parts = asParts(consumer);
  const pieces = piecesOf(text);
  /** Up to here a number or a letter has spoken for what follows it. */
  let spoken = 0;
  for (let at = 0; at < pieces.length;) {
    const { kind, start, end } = pieces[at]!;
    const target = addresses.some((address) => start >= address.start && start < address.end)
      ? parts
      : consumer;
    if (kind === "run") target.run(pieces[at]!, start < spoken);
    else if (kind === "number" && start >= spoken) spoken = readNumber(text, pieces[at]!, target);
    else if (kind === "word") {
      at += readWord({ text, pieces, at }, target) - 1;
      // A single letter speaks for the Han character that touches it: A股.
      if (end - start === 1 && kindAt(text, end) === HAN) spoken = end + 1;
    }
    at++;
  }
}

/** Matches `zhang.san@example.com`; refuses `@example`, `a@b`. */
const ADDRESS = /[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,5}/g;
/** An article that is a list of addresses is read as far as this. */
const MAX_ADDRESSES = 200;

function addressesOf(text: string): readonly Range[] {
  if (!text.includes("@")) return [];
  return Array.from(text.matchAll(ADDRESS), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  })).slice(0, MAX_ADDRESSES);
}
