import { createByteWriter } from "#search/format/byte-writer.ts";
import { nextEntry, openEntries, termOf } from "#search/format/block-entry.ts";
import { createPostings, readPostings, writePostings } from "#search/format/posting-list.ts";
import { compareTerms } from "#search/format/term-order.ts";
import type { MergedTerm, mergeRuns } from "./merge-runs.ts";
import type { TermRun } from "./term-run.ts";

/** A term, and where each run that has it has its postings. */
type HeldTerm = {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly runs: Map<TermRun, number>;
  /** What it is in the runs at hand; undefined when that has changed. */
  merged: MergedTerm | undefined;
};

/** A run whose terms are held. */
type HeldRun = {
  /** The number of its first article. */
  first: number;
  readonly terms: readonly HeldTerm[];
};

/** A `mergeRuns` that remembers: runs that it was given before, as the very same objects, are not
 *  read again. It gives the same terms. O(terms of the runs that came, went or moved), and O(terms)
 *  for giving them. */
export function createTermTable(): typeof mergeRuns {
  const terms = new Map<string, HeldTerm>();
  const held = new Map<TermRun, HeldRun>();
  let order: readonly HeldTerm[] = [];
  const drop = (run: TermRun): void => {
    for (const term of held.get(run)?.terms ?? []) {
      term.runs.delete(run);
      term.merged = undefined;
      if (term.runs.size === 0) terms.delete(term.text);
    }
    held.delete(run);
  };
  const add = (run: TermRun, first: number): readonly HeldTerm[] => {
    const added: HeldTerm[] = [];
    const cursor = openEntries(run.bytes, 0);
    const own = Array.from({ length: run.count }, () => {
      nextEntry(cursor);
      const text = termOf(cursor);
      let term = terms.get(text);
      if (term === undefined) {
        const bytes = cursor.term.slice(0, cursor.length);
        term = { text, bytes, runs: new Map(), merged: undefined };
        terms.set(text, term);
        added.push(term);
      }
      term.runs.set(run, cursor.postingsAt);
      term.merged = undefined;
      return term;
    });
    held.set(run, { first, terms: own });
    return added;
  };
  /** Takes in the runs at hand. */
  const update = (runs: readonly TermRun[]): void => {
    const here = new Set(runs);
    for (const run of held.keys()) if (!here.has(run)) drop(run);
    const added: HeldTerm[] = [];
    let first = 0;
    for (const run of runs) {
      const known = held.get(run);
      if (known === undefined) added.push(...add(run, first));
      else if (known.first !== first) {
        known.first = first;
        for (const term of known.terms) term.merged = undefined;
      }
      first += run.lengths[0]?.length ?? 0;
    }
    added.sort((a, b) => compareTerms(a.text, b.text));
    order = inOrder(
      order.filter(({ runs: having }) => having.size > 0),
      added,
    );
  };
  return (runs, fields, take) => {
    update(runs);
    const merge = merger(fields, (run) => held.get(run)?.first ?? 0);
    for (const term of order) take((term.merged ??= merge(term)));
  };
}

/** Two lists in the order of terms as one. */
function inOrder(some: readonly HeldTerm[], others: readonly HeldTerm[]): readonly HeldTerm[] {
  const all: HeldTerm[] = [];
  let at = 0;
  for (const term of some) {
    while (at < others.length && compareTerms(others[at]!.text, term.text) < 0)
      all.push(others[at++]!);
    all.push(term);
  }
  for (; at < others.length; at++) all.push(others[at]!);
  return all;
}

/** Joins the postings of a term. */
function merger(fields: number, firstOf: (run: TermRun) => number): (term: HeldTerm) => MergedTerm {
  const lists = Array.from({ length: fields }, () => createPostings());
  const writer = createByteWriter();
  return ({ text, bytes, runs }) => {
    for (const list of lists) list.count = 0;
    const having = Array.from(runs, ([run, at]) => ({ run, at, first: firstOf(run) }));
    if (having.length > 1) having.sort((a, b) => a.first - b.first);
    for (const { run, at, first } of having) readPostings(run.bytes, at, lists, first);
    writer.clear();
    writePostings(writer, lists);
    const count = lists.reduce((sum, list) => sum + list.count, 0);
    return { text, bytes, postings: writer.finish(), count };
  };
}
