import { expect, test } from "vitest";
import { createNumbering, doubled } from "#search/build/numbering.ts";
import { createRandom } from "../sample.ts";

test("each thing has one number, in the order of coming, however many there are and wherever their hashes meet", () => {
  const random = createRandom(5);
  const numberOf = createNumbering();
  const known = new Map<string, number>();
  for (let turn = 0; turn < 60_000; turn++) {
    // A few low halves alone, so that most meet; high halves differ.
    const [low, high] = [
      Math.floor(random() * 40) * 0x01000000,
      Math.floor(random() * (turn < 5_000 ? 10 : 2_000)),
    ];
    const key = `${low} ${high}`;
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    expect(numberOf(low, high)).toBe(number);
    if (known.size > 9_000) break;
  }
  expect(known.size).toBeGreaterThan(9_000);
});

test("halves that are changed round, and zeros, are things of their own", () => {
  const numberOf = createNumbering();
  const pairs = [
    [0, 0],
    [1, 2],
    [2, 1],
    [0, 0xffffffff],
    [0xffffffff, 0],
  ] as const;
  expect(pairs.map(([low, high]) => numberOf(low, high))).toEqual([0, 1, 2, 3, 4]);
  expect(pairs.map(([low, high]) => numberOf(low, high))).toEqual([0, 1, 2, 3, 4]);
});

test("numbers that are doubled stay, and zeros come behind them", () => {
  expect([...doubled(Uint32Array.of(7, 8))]).toEqual([7, 8, 0, 0]);
});
