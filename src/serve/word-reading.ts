import type { Query } from "../search/query.ts";
import type { Found } from "../search/run.ts";
import type { SearchRequest } from "../search/term-query.ts";
import { lackingWord, MAX_CHECKED } from "../search/word-check.ts";
import { readCards } from "../store/card-reading.ts";
import type { Reader } from "../store/reader.ts";
import type { ReadSearch } from "./phrase-reading.ts";

/** Runs a search for one Chinese word. Articles whose cards show that they have nothing but its pairs of characters match in part, as far as no more than MAX_CHECKED
 *  match fully: in a small site, whose cards hold whole articles, all of them. One bulk read of cards, as for any search.
 *  @param run  runs a request over the index as it was read for the search */
export async function readWord(
  reader: Reader,
  { request }: Pick<Query, "request">,
  word: string,
  run: (request: SearchRequest) => Found,
): Promise<ReadSearch> {
  const found = run(request);
  const { offset, limit } = request;
  const checked = found.partial || found.total > MAX_CHECKED ? 0 : found.total;
  // What moves behind the others may push as many to the page as are checked.
  const wide = run({ ...request, facets: false, offset: 0, limit: offset + limit + checked });
  const docs = wide.docs
    .map(({ doc }) => doc)
    .filter((_, place) => place < checked || place >= offset);
  const cards = await readCards(reader, docs);
  const cardOf = new Map(docs.map((doc, place) => [doc, cards[place]]));
  const pairs = docs.slice(0, checked).flatMap((doc) => {
    const card = cardOf.get(doc);
    return card === undefined ? [] : [{ doc, card }];
  });
  const partly = lackingWord(word, pairs);
  const last = partly.size === 0 ? found : run({ ...request, partly });
  return { found: last, cards: last.docs.flatMap(({ doc }) => cardOf.get(doc) ?? []) };
}
