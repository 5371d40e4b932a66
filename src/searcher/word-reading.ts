import { documentFromArticle } from "#search/format/document.ts";
import type { Query } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import type { TermQuery } from "#search/query/term-query.ts";
import {
  candidateFromArticle,
  candidateFromCard,
  type VerificationPlan,
  verificationPlan,
  wordVerdict,
} from "#search/hits/verify-word.ts";
import { areCardsCut } from "#store/cards.ts";
import type { Reader } from "#store/reader.ts";
import { type ReadSearch, readShown, withKnownCards } from "./shown-texts.ts";

/** Runs a search for one Chinese word. The cards of the best articles that have all of its pairs of
 *  characters tell whether it is a word, and which of them lack it: those match in part, as does
 *  all that has only its characters. Where cards are cut, the whole texts of the page's first hits
 *  tell with them whether what may be two words is one. One round, as for any search.
 *  @param run  runs a lookup over the index as it was read for the search */
export async function readWord(
  reader: Reader,
  { lookup, marks }: Pick<Query, "lookup" | "marks">,
  word: string,
  run: (query: TermQuery) => SearchResult,
): Promise<ReadSearch> {
  const found = run(lookup);
  const { site, count } = reader.manifest;
  const plan = verificationPlan(found, areCardsCut(count));
  const { checked, shown } = candidatesOf(found, lookup, plan, run);
  const docs = [...new Set([...checked.slice(0, plan.texts), ...shown, ...checked])];
  const read = await readShown(reader, docs, marks);
  const known = new Map(docs.map((doc, place) => [doc, read.cards[place]!]));
  const looked = checked.map((doc) => {
    const article = read.whole.get(doc);
    return article
      ? candidateFromArticle(doc, documentFromArticle(article, site))
      : candidateFromCard(doc, known.get(doc)!);
  });
  const reading = wordVerdict(word, found, looked);
  const last = reading === undefined ? found : run({ ...lookup, ...reading });
  const { cards, hasReadMore } = await withKnownCards(reader, last, known);
  return {
    found: last,
    cards,
    whole: read.whole,
    hasReadMore: read.hasReadMore || hasReadMore,
  };
}

/** Articles that may be needed for a word, whatever they tell of it. */
type Candidates = {
  /** Those that are looked at for it, the best first. */
  readonly checked: readonly number[];
  /** Those that the page may show. */
  readonly shown: readonly number[];
};

/** The articles to look at, and those that the page may show: of what has all pairs, what moves
 *  behind the rest may push as many to the page as are looked at. */
function candidatesOf(
  { docs, adjacent }: SearchResult,
  lookup: TermQuery,
  plan: VerificationPlan,
  run: (query: TermQuery) => SearchResult,
): Candidates {
  const before = docs.map(({ doc }) => doc);
  if (plan.cards === 0) return { checked: [], shown: before };
  const { sort, offset, limit } = lookup;
  const end = offset + limit;
  const reach = plan.cards < adjacent ? end + plan.cards : Math.max(end, adjacent);
  const first = (count: number, by: TermQuery["sort"]): readonly number[] =>
    run({
      ...lookup,
      asOneWord: true,
      facets: false,
      sort: by,
      offset: 0,
      limit: count,
    }).docs.map(({ doc }) => doc);
  const wide = first(reach, sort);
  const checked = sort === "date" ? first(plan.cards, "relevance") : wide.slice(0, plan.cards);
  const after = wide.filter((_, place) => place >= offset && (place < end || place < adjacent));
  return { checked, shown: [...before, ...after] };
}
