import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { toQuery } from "#search/query/query.ts";
import { searchBuilt } from "./oracle.ts";

/** What is typed, and the text of an article. */
export type TypedAndWritten = readonly [typed: string, written: string, lang?: string];

/** Tells for each pair whether an article with that text matches fully what is typed. All texts are
 *  articles of one site. */
export function matcherOf(
  pairs: readonly TypedAndWritten[],
): (typed: string, written: string) => boolean {
  const texts = new Map(pairs.map(([, written, lang = "en"]) => [written, lang]));
  const documents = [...texts].map(([text, lang], index) => documentOf(index, text, lang));
  const built = buildIndex(documents);
  const { languages } = built.root;
  return (typed, written) => {
    const query = toQuery(
      { q: `${typed} `, limit: "50" },
      { site: { synonyms: [], timeZone: "UTC" }, ...(languages && { languages }) },
    );
    if (isRejection(query)) return false;
    const found = searchBuilt(built, query.lookup);
    const hit = found.docs.find(({ doc }) => documents[doc]!.text === written);
    return hit !== undefined && !hit.partial;
  };
}

function documentOf(index: number, text: string, lang: string): SearchDocument {
  const second = String(index % 60).padStart(2, "0");
  // Made up here by their forms.
  return {
    id: `a${index}`,
    title: `t${index}x`,
    text,
    section: "s",
    also: [],
    tags: [],
    authors: [],
    lang,
    published: `2020-01-01T00:${String(Math.floor(index / 60)).padStart(2, "0")}:${second}Z`,
  } as unknown as SearchDocument;
}
