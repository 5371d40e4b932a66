import type { Card } from "#model/card.ts";
import { joinedText } from "#text/analysis/joined-runs.ts";
import { foldText } from "#text/fold/fold.ts";
import { buildTrigramFilter, mightContain } from "#search/format/trigram-filter.ts";
import type { SearchDocument } from "#search/format/document.ts";
import type { SearchResult } from "#search/run/run.ts";
import { ELLIPSIS } from "./snippet.ts";
import type { TermQuery } from "#search/query/term-query.ts";

/** Articles whose cards are looked at for one word, at most. On a cold isolate each costs about a
 *  quarter of a millisecond of CPU, most of it for a blob of 70 KB, and ten are read for a page
 *  anyway. */
export const MAX_CHECKED = 24;
/** The same where cards are cut, and blobs of them heavier. */
const MAX_CHECKED_CUT = 16;
/** Articles of which the whole text is read, each from a pack of its own. */
const MAX_WORD_TEXTS = 3;
/** So many of the articles that were looked at must lack a word, for one that has it, that those
 *  are taken to lack it that were not looked at. */
const MOST = 3;
/** What the index found for a word. */
export type WordFound = Pick<SearchResult, "total" | "partial" | "adjacent" | "isOneWord">;

/** How many of the articles that have all pairs of a word are looked at, the best first: their
 *  cards, and of how many the whole text. */
export type VerificationPlan = { readonly cards: number; readonly texts: number };

/** What must be read to tell whether a word stands in articles as it was typed. Nothing, where no
 *  article has all of its pairs, or too many of those that may be two words.
 *  @param areCardsCut  whether cards hold only the beginning of an article */
export function verificationPlan(
  { partial, adjacent, isOneWord }: WordFound,
  areCardsCut: boolean,
): VerificationPlan {
  const most = areCardsCut ? MAX_CHECKED_CUT : MAX_CHECKED;
  if (partial || (adjacent > most && !isOneWord)) return { cards: 0, texts: 0 };
  const cards = Math.min(adjacent, most);
  return { cards, texts: areCardsCut && !isOneWord ? Math.min(cards, MAX_WORD_TEXTS) : 0 };
}

/** An article that was looked at for a word. */
export type WordCandidate = {
  readonly doc: number;
  /** What of it is known of all that is searched. */
  readonly text: string;
  /** What stands in it beyond that text: "" when nothing does, undefined when nobody knows;
   *  otherwise stretches of Chinese. */
  readonly beyond: string | undefined;
};

/** A card that tells which words stand in its article beyond what it shows; as it is, where it
 *  shows all. O(length of what is searched).
 *  @param searched  all that is searched of the article beside its title */
export function cardWithFilter(card: Card, searched: string): Card {
  return isWhole(card) ? card : { ...card, beyond: buildTrigramFilter(searched, shownTexts(card)) };
}

/** An article as its card shows it. */
export function candidateFromCard(doc: number, card: Card): WordCandidate {
  return { doc, text: shownTexts(card), beyond: isWhole(card) ? "" : card.beyond };
}

/** An article that was read whole. */
export function candidateFromArticle(
  doc: number,
  { title, text }: Pick<SearchDocument, "title" | "text">,
): WordCandidate {
  return { doc, text: `${title}\n${text}`, beyond: "" };
}

/** How a search for a word is to be read after articles were looked at. As soon as one of them has
 *  it as it was typed it is a word: just those that have all of its pairs match fully, less those
 *  that were seen to lack it, and when that are three in four of those looked at, the rest, which
 *  rank below. What is known in part and does not have the word there tells nothing. Undefined
 *  where it stays as the index found it: no article is known to have the word, so that it may be
 *  two that were typed together. O(texts).
 *  @param looked  articles that have all pairs of the word, the best first */
export function wordVerdict(
  word: string,
  { adjacent, isOneWord }: Pick<WordFound, "adjacent" | "isOneWord">,
  looked: readonly WordCandidate[],
): WordVerdict | undefined {
  const lacking = new Set<number>();
  let [having, likely] = [0, 0];
  for (const { doc, text, beyond } of looked) {
    const seen = joinedText(foldText(text));
    if (seen.includes(word)) having += 1;
    else if (beyond === undefined) continue;
    else if (beyond !== "" && mightContain(word, seen, beyond)) likely += 1;
    else lacking.add(doc);
  }
  // Whether what may be two words is one only a text tells.
  if (having + (isOneWord ? likely : 0) === 0 || (isOneWord && lacking.size === 0))
    return undefined;
  if (adjacent === looked.length || lacking.size < MOST * (having + likely))
    return { asOneWord: true, demoted: lacking };
  const kept = new Set(looked.map(({ doc }) => doc).filter((doc) => !lacking.has(doc)));
  return { asOneWord: true, demoted: { has: (doc) => !kept.has(doc) } };
}

/** What a word's reading adds to the request for it. */
export type WordVerdict = Required<Pick<TermQuery, "asOneWord" | "demoted">>;

/** Publishers' summaries from so many characters on may have been cut. UTF-16 units. */
const LONG_SUMMARY = 150;
const LIKENESS = 16;

/** Whether a card holds all of the article that is searched: its text was not cut, nor its summary,
 *  unless that is the beginning of the text. */
function isWhole({ text, summary }: Card): boolean {
  if (text.endsWith(ELLIPSIS.text)) return false;
  return summary.length < LONG_SUMMARY || text.startsWith(summary.slice(0, LIKENESS));
}

/** All of a card that is searched, its tags and authors with it. */
function shownTexts({ title, kicker = "", summary, text, tags, authors }: Card): string {
  return [title, kicker, summary, text, ...tags, ...authors].join("\n");
}
