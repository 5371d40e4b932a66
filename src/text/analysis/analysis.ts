import { readEmoji } from "./emoji.ts";
import { englishAmountsIn } from "./english-amounts.ts";
import { englishDatesIn } from "./english-dates.ts";
import { joinedPair } from "./joined-runs.ts";
import { HAN, kindAt } from "./letter-kind.ts";
import { readJoined } from "./letters-digits.ts";
import { readNumber } from "./number-terms.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { asParts, type Range, type SpokenNumber, type TermConsumer } from "./term-consumer.ts";
import { readWord } from "./word-terms.ts";

/** Walks a folded text and tells `consumer` what it finds, in order. The one analyzer: what differs
 *  between build and query is the consumer. O(length). */
export function analyze(text: string, consumer: TermConsumer): void {
  const wholes = [
    ...readAddresses(text, consumer),
    ...englishDatesIn(text, consumer),
    ...englishAmountsIn(text, consumer),
  ];
  readEmoji(text, consumer);
  const parts = asParts(consumer);
  const pieces = piecesOf(text);
  /** Up to here a number or a letter has spoken for what follows it. */
  let spoken: SpokenNumber = { end: 0 };
  for (let at = 0; at < pieces.length;) {
    const { kind, start, end } = pieces[at]!;
    if (isSaid(pieces[at]!, spoken)) {
      at++;
      continue;
    }
    const target = wholes.some((whole) => start >= whole.start && start < whole.end)
      ? parts
      : consumer;
    if (kind === "run") {
      target.run(pieces[at]!, start < spoken.end ? spoken : undefined);
      readPair(text, pieces, at, target);
    } else if (kind === "number") {
      spoken = readNumber(text, pieces[at]!, target);
      if (target === consumer) readJoined({ text, pieces, at }, target);
    } else if (kind === "word") {
      at += readWord({ text, pieces, at }, target) - 1;
      // A single letter speaks for the Han character that touches it: A股.
      if (end - start === 1 && kindAt(text, end) === HAN) spoken = { end: end + 1 };
      if (target === consumer) readJoined({ text, pieces, at }, target);
    }
    at++;
  }
}

/** Whether a number has spoken for all of a piece: the 30pm of 9:30pm. */
function isSaid({ kind, start }: Piece, spoken: SpokenNumber): boolean {
  return kind !== "run" && start < spoken.end;
}

/** What a name has on both sides of its marks; a query that has marks only ranks by it. */
function readPair(
  text: string,
  pieces: readonly Piece[],
  at: number,
  consumer: TermConsumer,
): void {
  const next = pieces[at + 1];
  if (next?.kind !== "run") return;
  const pair = joinedPair(text, pieces[at]!, next);
  if (pair) consumer.term(pair.term, pair, "part");
}

/** Matches `zhang.san@example.com`; refuses `@example`, `a@b`. */
const ADDRESS = /[a-z0-9][a-z0-9._+-]{0,60}@[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,5}/g;
/** An article that is a list of addresses is read as far as this. */
const MAX_ADDRESSES = 200;

function readAddresses(text: string, consumer: TermConsumer): readonly Range[] {
  if (!text.includes("@")) return [];
  return [...text.matchAll(ADDRESS)].slice(0, MAX_ADDRESSES).map(({ index, 0: address }) => {
    const range = { start: index, end: index + address.length };
    consumer.term(address, range, "whole");
    return range;
  });
}
