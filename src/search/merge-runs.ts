import { createByteWriter } from "./byte-writer.ts";
import { createPostings, readPostings, writePostings } from "./posting-list.ts";
import { compareTerms } from "./term-order.ts";
import type { TermRun } from "./term-run.ts";

/** One term of the merged runs.
 *  @param articles  postings over all fields: an article counts once for each field that has the term */
export type TermSink = (term: string, postings: Uint8Array, articles: number) => void;

/** Gives every term of all runs once, in order, with its postings over all of them. O(terms × runs + postings).
 *  @param runs  of consecutive articles, the first ones first
 *  @param fields  count of fields */
export function mergeRuns(runs: readonly TermRun[], fields: number, sink: TermSink): void {
  const places = runs.map(() => 0);
  const lists = Array.from({ length: fields }, () => createPostings());
  const writer = createByteWriter(1 << 16);
  for (let term = leastTerm(runs, places); term !== undefined; term = leastTerm(runs, places)) {
    for (const list of lists) list.count = 0;
    for (const [index, run] of runs.entries()) {
      const place = places[index]!;
      if (run.terms[place] !== term) continue;
      readPostings(run.bytes, place === 0 ? 0 : run.ends[place - 1]!, lists);
      places[index] = place + 1;
    }
    writer.clear();
    writePostings(writer, lists);
    sink(
      term,
      writer.finish(),
      lists.reduce((sum, list) => sum + list.count, 0),
    );
  }
}

function leastTerm(runs: readonly TermRun[], places: readonly number[]): string | undefined {
  let least: string | undefined;
  for (const [index, run] of runs.entries()) {
    const term = run.terms[places[index]!];
    if (term !== undefined && (least === undefined || compareTerms(term, least) < 0)) least = term;
  }
  return least;
}
