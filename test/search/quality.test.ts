import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { toQuery } from "#search/query/query.ts";
import { sharedPath } from "../setup/shared-data.ts";
import { searchBuilt } from "./oracle.ts";

type Relevance = ReadonlyMap<string, number>;

const collections = sharedPath("data/search");
const lines = (name: string, file: string): readonly string[] =>
  readFileSync(`${collections}/${name}/${file}`, "utf8").trim().split("\n");

/** The articles of a collection, oldest first. */
function documentsOf(name: string): readonly SearchDocument[] {
  const documents = lines(name, "articles.jsonl").map((line) => {
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
  return documents.sort((a, b) => moment(a) - moment(b) || (a.id < b.id ? -1 : 1));
}

function questionsOf(
  name: string,
): readonly { readonly query: string; readonly relevant: Relevance }[] {
  const relevance = new Map<string, Map<string, number>>();
  for (const line of lines(name, "qrels.dev.tsv")) {
    const [question = "", article = "", grade] = line.split("\t");
    const found = relevance.get(question) ?? new Map<string, number>();
    relevance.set(question, found.set(article, Number(grade)));
  }
  return lines(name, "queries.dev.jsonl").flatMap((line) => {
    const { id, query } = JSON.parse(line) as { readonly id: string; readonly query: string };
    const relevant = relevance.get(id);
    return relevant ? [{ query, relevant }] : [];
  });
}

const gain = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);

/** Normalised discounted cumulative gain of the first ten hits, averaged over all questions. */
function ndcgOf(name: string): number {
  const documents = documentsOf(name);
  const built = buildIndex(documents);
  const site = { synonyms: [], timeZone: "UTC" };
  const scores = questionsOf(name).map(({ query, relevant }) => {
    const understood = toQuery(
      { q: query },
      { site, ...(built.root.languages && { languages: built.root.languages }) },
    );
    if (isRejection(understood)) return 0;
    const { docs } = searchBuilt(built, understood.lookup);
    const grades = docs.map(({ doc }) => relevant.get(documents[doc]!.id) ?? 0);
    return gain(grades) / gain([...relevant.values()].toSorted((a, b) => b - a).slice(0, 10));
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** A ratchet a little below what was measured: raise it when search gets better. */
test.skipIf(collections === undefined).each([
  ["cmrc", 0.99],
  ["drcd", 0.959],
  ["x-cmrc-hantq", 0.987],
  ["cranfield", 0.395],
  ["k-rust", 0.925],
])("the first ten hits on %s are worth at least %d (nDCG@10)", (name, least) => {
  expect(ndcgOf(name)).toBeGreaterThanOrEqual(least);
});
