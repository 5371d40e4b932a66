import { expect, test } from "vitest";
import { segmentParts } from "#publish/recent/segment.ts";
import { hashAt, stretchesOf } from "#publish/recent/stretches.ts";
import { seededRandom } from "../../store/made-articles.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** No stretch of it hashes so that a chunk ends there. */
const uncut = (length: number): string => "a".repeat(length);

/** How bytes are written: a stretch of the base as its place and length, a chunk as its text. */
const written = (text: string, base?: string) =>
  segmentParts(
    bytesOf(text),
    base === undefined ? undefined : stretchesOf(bytesOf(base)),
    (own) => ({
      text: own,
      at: 0,
      writing: 0,
    }),
  ).map((part) => ("text" in part ? part.text : [part.at, part.length]));

test("a chunk has 2,048 bytes at most", () => {
  const lengths = written(uncut(4_500)).map(({ length }) => length);
  expect(lengths).toEqual([2_048, 2_048, 404]);
});

const BASE = Array.from({ length: 60 }, (_, at) => `${at}:`).join("");

test.each<[string, string, readonly unknown[]]>([
  ["nothing", "", []],
  ["the base itself", BASE, [[0, BASE.length]]],
  ["what is shorter than a stretch", BASE.slice(0, 23), [BASE.slice(0, 23)]],
  ["a stretch", BASE.slice(0, 24), [[0, 24]]],
  ["a stretch between others", `<${BASE.slice(24, 48)}>`, ["<", [24, 24], ">"]],
  ["what begins before a stretch", `<${BASE.slice(20, 60)}`, ["<", [20, 40]]],
  [
    "what came last comes first",
    `${BASE.slice(48)}${BASE.slice(0, 48)}`,
    [
      [48, BASE.length - 48],
      [0, 48],
    ],
  ],
  [
    "what is the base's but for a letter",
    `${BASE.slice(0, 70)}x${BASE.slice(71)}`,
    [[0, 70], "x", [71, BASE.length - 71]],
  ],
])("%s", (_, text, parts) => {
  expect(written(text, BASE)).toEqual(parts);
});

test.each([1, 2, 3])(
  "a chunk ends behind 24 bytes whose hash says so, and the next begins there (%i)",
  (seed) => {
    const random = seededRandom(seed);
    const letters = Array.from({ length: 2_000 }, () => 97 + Math.floor(random() * 26));
    const text = String.fromCharCode(...letters);
    const bytes = bytesOf(text);
    // By the definition, with a hash that is made anew at each place.
    const ends = [0];
    for (let at = 0; at + 24 <= bytes.length; at++)
      if (at >= ends.at(-1)! && (hashAt(bytes, at) >>> 8) % 32 === 0) ends.push(at + 24);
    const chunks = ends.map((from, index) => text.slice(from, ends[index + 1]));
    expect(chunks.length).toBeGreaterThan(20);
    expect(written(text)).toEqual(chunks.filter((chunk) => chunk !== ""));
  },
);

test("what only has the hash of a stretch of the base is written anew", () => {
  const [one, other] = ["mlkoknsipeyweedhhvwxgfrv", "hwqqctfomtxvuqjetcqonpbw"] as const;
  expect(hashAt(bytesOf(one), 0)).toBe(hashAt(bytesOf(other), 0));
  expect(written(one, other)).toEqual([one]);
  expect(written(one, one)).toEqual([[0, 24]]);
});
