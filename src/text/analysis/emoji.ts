import type { TermConsumer } from "./term-consumer.ts";

/** Matches what has any picture, before each is looked for. */
const MAY_HAVE = /[\u2194-\u21aa\u2300-\u27bf\u2934-\u2b55\ud83c-\ud83e]/;
/** Matches `🎉`, `🇫🇷`, `☂`; refuses `©`, `1`, `→`. Folding has dropped what joins several to one. */
const EMOJI = /\p{RI}\p{RI}|(?![\u00a9\u00ae])\p{Extended_Pictographic}/gu;
/** An article of pictures is read as far as this. */
const MAX_EMOJI = 1_000;

/** Gives each emoji of a folded text, which is searched as a character: a flag is one, a family as
 *  many as it shows, and colours of skin are none. O(length). */
export function readEmoji(text: string, consumer: TermConsumer): void {
  if (!MAY_HAVE.test(text)) return;
  let left = MAX_EMOJI;
  for (const { index, 0: emoji } of text.matchAll(EMOJI)) {
    if (left-- === 0) return;
    consumer.term(emoji, { start: index, end: index + emoji.length }, "whole");
  }
}
