import { expect, test } from "vitest";
import { createPostingLog, type PostingLog } from "#search/build/posting-log.ts";

/** As MiniSearch adds a term of a field of an article. */
function add(log: PostingLog, term: number, [doc, field]: readonly [number, number]): void {
  const of = log.fetch(term).get(field);
  of.set(doc, (of.get(doc) ?? 0) + 1);
}

function termsOf(log: PostingLog, textOf: (term: number) => string) {
  const all: [string, number[][][]][] = [];
  log.each(textOf, (text, lists) => {
    const postings = lists.map(({ count, docs, frequencies }) =>
      Array.from({ length: count }, (_, at) => [docs[at]!, frequencies[at]!]),
    );
    all.push([text, postings]);
  });
  return all;
}

test("gives each term's articles by field, in order, with how often each has it", () => {
  const log = createPostingLog();
  for (const [term, doc, field] of [
    [3, 0, 1],
    [3, 0, 1],
    [3, 0, 0],
    [1, 0, 1],
    [3, 0, 1],
    [3, 4, 1],
    [9, 4, 0],
    [1, 4, 1],
    [1, 4, 1],
  ] as const)
    add(log, term, [doc, field]);
  const text = ["", "b", "", "a", "", "", "", "", "", "c"];
  expect(termsOf(log, (term) => text[term]!)).toEqual([
    [
      "a",
      [
        [[0, 1]],
        [
          [0, 3],
          [4, 1],
        ],
      ],
    ],
    [
      "b",
      [
        [],
        [
          [0, 1],
          [4, 2],
        ],
      ],
    ],
    ["c", [[[4, 1]], []]],
  ]);
  expect(termsOf(createPostingLog(), String)).toEqual([]);
});

test("so it is of more terms and postings than it had room for", () => {
  const log = createPostingLog();
  const terms = 40_000;
  for (let doc = 0; doc < 3; doc++)
    for (let term = doc; term < terms; term += doc + 1) add(log, term, [doc, term % 2]);
  const all = termsOf(log, (term) => String(term).padStart(6, "0"));
  expect(all).toHaveLength(terms);
  for (const [at, [text, lists]] of all.entries()) {
    const docs = [0, 1, 2].filter((doc) => at >= doc && (at - doc) % (doc + 1) === 0);
    expect([text, lists[at % 2], lists[1 - (at % 2)]]).toEqual([
      String(at).padStart(6, "0"),
      docs.map((doc) => [doc, 1]),
      [],
    ]);
  }
});
