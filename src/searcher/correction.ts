import type { Card } from "#model/card.ts";
import { isRejection } from "#model/rejection.ts";
import { correctionOf } from "#search/correct/correction.ts";
import type { ReadPart } from "#search/run/fuzzy-terms.ts";
import { toSuggestionQuery } from "#search/suggest/query.ts";
import type { Reader } from "#store/reader.ts";
import { suggestionsFor } from "./suggestions.ts";

/** Hits that a correction is taken from. */
const MAX_CARDS = 10;

/** What may have been meant by a search that no article matches fully; null when nothing is near.
 *  Where articles match in part nothing more is read; where nothing was found and Chinese was
 *  typed, the suggestions for its first and its last character: one more round.
 *  @param cards  of what matches in part
 *  @param parts  the index, with what was read for the search */
export async function correctionFor(
  reader: Reader,
  typed: string,
  { cards, parts }: { readonly cards: readonly Card[]; readonly parts: readonly ReadPart[] },
): Promise<string | null> {
  const shown = cards.slice(0, MAX_CARDS);
  const texts = shown.flatMap(({ title, text }) => [title, text]);
  const names = [...new Set(shown.flatMap(({ tags, authors }) => [...tags, ...authors]))];
  const found = correctionOf(typed, { texts, names, parts });
  if (found !== null || cards.length > 0) return found;
  const suggested = await suggestedFor(reader, typed);
  if (suggested.length === 0) return null;
  return correctionOf(typed, { texts: suggested, names: suggested, parts });
}

/** Matches the first and the last character of what may be one Chinese word, or two; refuses a
 *  sentence. */
const WORD_ENDS = /^\s*(\p{Script=Han})[\p{Script=Han}\s]{0,6}(\p{Script=Han})\s*$/u;

async function suggestedFor(reader: Reader, typed: string): Promise<readonly string[]> {
  const [, ...ends] = WORD_ENDS.exec(typed) ?? [];
  const found = await Promise.all(
    ends.map(async (end) => {
      const query = toSuggestionQuery(end);
      if (isRejection(query)) return [];
      const suggested = await suggestionsFor(reader, query);
      return isRejection(suggested) ? [] : suggested;
    }),
  );
  return found.flat();
}
