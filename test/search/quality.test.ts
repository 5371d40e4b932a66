import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { toQuery } from "#search/query/query.ts";
import { sharedPath } from "../setup/shared-data.ts";
import { meanNdcg, readCollection } from "./collections.ts";
import { searchBuilt } from "./oracle.ts";

const folder = sharedPath("data/search");

function ndcgOf(name: string): number {
  const { documents, questions } = readCollection(folder ?? "", name);
  const built = buildIndex(documents);
  const site = { synonyms: [], timeZone: "UTC" };
  const { languages } = built.root;
  return meanNdcg(questions, (q) => {
    const understood = toQuery({ q }, { site, ...(languages && { languages }) });
    if (isRejection(understood)) return [];
    return searchBuilt(built, understood.lookup).docs.map(({ doc }) => documents[doc]!.id);
  });
}

/** A ratchet a little below what was measured: raise it when search gets better. */
test.skipIf(folder === undefined).each([
  ["cmrc", 0.99],
  ["drcd", 0.959],
  ["x-cmrc-hantq", 0.99],
  ["cranfield", 0.395],
  ["k-rust", 0.925],
])("the first ten hits on %s are worth at least %d (nDCG@10)", (name, least) => {
  expect(ndcgOf(name)).toBeGreaterThanOrEqual(least);
});
