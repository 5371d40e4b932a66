import { describe, expect, test } from "vitest";
import { hashAt, rolledHash, STRETCH, stretchesOf } from "#publish/recent/stretches.ts";
import { seededRandom } from "../../store/made-articles.ts";

/** Bytes of no order, the same for the same seed. */
function bytesFrom(seed: number, length: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

/** The hash by its definition: a polynomial over the bytes, of 32 bits with a sign. */
function byDefinition(bytes: Uint8Array, at: number): number {
  const sum = [...bytes.subarray(at, at + 24)].reduce(
    (product, byte) => product * 16_777_619n + BigInt(byte),
    0n,
  );
  return Number(BigInt.asIntN(32, sum));
}

test("a stretch has 24 bytes", () => {
  expect(STRETCH).toBe(24);
});

test("the hash of a stretch is what it is defined to be, made anew or from the one before", () => {
  const bytes = bytesFrom(1, 200);
  let rolled = hashAt(bytes, 0);
  expect(rolled).toBe(byDefinition(bytes, 0));
  for (let at = 1; at + 24 <= bytes.length; at++) {
    rolled = rolledHash(rolled, bytes, at);
    expect([at, rolled]).toEqual([at, byDefinition(bytes, at)]);
    expect(hashAt(bytes, at)).toBe(rolled);
  }
});

describe("in bytes", () => {
  test.each([0, 23, 24, 25, 47, 48, 24_000, 24_023])(
    "of %i, each of their stretches is found where it lies, one behind the other",
    (length) => {
      const bytes = bytesFrom(2, length);
      const stretches = stretchesOf(bytes);
      expect(stretches.bytes).toBe(bytes);
      const places = Array.from({ length: Math.floor(length / 24) }, (_, at) => 24 * at);
      expect(places.map((at) => stretches.find(hashAt(bytes, at)))).toEqual(places);
    },
  );

  test("what begins within a stretch is not found, nor what is not there", () => {
    const stretches = stretchesOf(bytesFrom(3, 2_400));
    for (let at = 1; at < 24; at++)
      expect(stretches.find(hashAt(stretches.bytes, at))).toBeUndefined();
    const other = bytesFrom(4, 2_400);
    for (let at = 0; at < 2_376; at++) expect(stretches.find(hashAt(other, at))).toBeUndefined();
    expect(stretchesOf(new Uint8Array()).find(0)).toBeUndefined();
  });

  test("of two stretches that are the same the first is found", () => {
    const [one, other] = [bytesFrom(5, 24), bytesFrom(6, 24)];
    const stretches = stretchesOf(Uint8Array.from([...other, ...one, ...one, ...other]));
    expect([one, other].map((bytes) => stretches.find(hashAt(bytes, 0)))).toEqual([24, 0]);
  });

  test("a stretch of zeros is found as any other", () => {
    const bytes = Uint8Array.from([...bytesFrom(7, 24), ...new Uint8Array(24)]);
    expect(stretchesOf(bytes).find(0)).toBe(24);
  });
});
