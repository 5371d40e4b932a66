import { readFileSync } from "node:fs";
import type { SearchDocument } from "#search/format/document.ts";

/** Judged queries on articles beside the project. */
export type Collection = {
  /** Oldest first. */
  readonly documents: readonly SearchDocument[];
  readonly questions: readonly Question[];
};

/** A query, and the grade of every article that is an answer. */
type Question = { readonly query: string; readonly relevant: ReadonlyMap<string, number> };

/** A collection as CONTRIBUTING.md describes its three files.
 *  @param folder  that of all collections */
export function readCollection(folder: string, name: string): Collection {
  const lines = (file: string): readonly string[] =>
    readFileSync(`${folder}/${name}/${file}`, "utf8").trim().split("\n");
  const documents = lines("articles.jsonl").map((line) => {
    const { id, title, body, lang, published } = JSON.parse(line);
    return {
      id,
      title,
      text: body,
      section: "s",
      also: [],
      tags: [],
      authors: [],
      lang,
      published,
    } as unknown as SearchDocument;
  });
  const moment = ({ published }: SearchDocument): number => Date.parse(published);
  const relevance = new Map<string, Map<string, number>>();
  for (const line of lines("qrels.dev.tsv")) {
    const [question = "", article = "", grade] = line.split("\t");
    const found = relevance.get(question) ?? new Map<string, number>();
    relevance.set(question, found.set(article, Number(grade)));
  }
  return {
    documents: documents.sort((a, b) => moment(a) - moment(b) || (a.id < b.id ? -1 : 1)),
    questions: lines("queries.dev.jsonl").flatMap((line) => {
      const { id, query } = JSON.parse(line) as { readonly id: string; readonly query: string };
      const relevant = relevance.get(id);
      return relevant ? [{ query, relevant }] : [];
    }),
  };
}

const gain = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);

/** Normalised discounted cumulative gain of the first ten hits, averaged over all questions.
 *  @param search  gives ids, the best first */
export function meanNdcg(
  questions: Collection["questions"],
  search: (query: string) => readonly string[],
): number {
  const scores = questions.map(({ query, relevant }) => {
    const grades = search(query)
      .slice(0, 10)
      .map((id) => relevant.get(id) ?? 0);
    return gain(grades) / gain([...relevant.values()].toSorted((a, b) => b - a).slice(0, 10));
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
