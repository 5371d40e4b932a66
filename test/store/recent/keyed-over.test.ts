import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hash32 } from "#model/hash.ts";
import { encodeKeyed, type KeyedRecord } from "#store/keyed-block.ts";
import { keyedOver, type StoredKeyed } from "#store/recent/keyed-over.ts";

const BLOBS = 4;

/** Records in four blobs, as `encodeKeyed` writes each. */
function stored(records: readonly KeyedRecord[]): readonly StoredKeyed[] {
  return Array.from({ length: BLOBS }, (_, at) => {
    const some = records.filter(([key]) => hash32(key) % BLOBS === at);
    return {
      name: `blob ${at}`,
      bytes: encodeKeyed("DIRY", some, { maxChunkBytes: Infinity })[0]!,
    };
  });
}

/** Two keys of one hash. */
const ALIKE = ["k32728", "k261234"];
const key = fc.oneof(fc.constantFrom(...ALIKE), fc.string(), fc.nat(40).map(String));
const records = fc.dictionary(key, fc.oneof(fc.nat(2), fc.string()), { maxKeys: 40 });

function listOf(some: Readonly<Record<string, unknown>>): readonly KeyedRecord[] {
  return Object.entries(some).map(([name, value]) => [name, value]);
}

test("stored records with others for some keys are, byte for byte, all of them encoded anew, in as many blobs", () => {
  fc.assert(
    fc.property(records, records, fc.boolean(), (before, after, isWhole) => {
      const changes = new Map<string, KeyedRecord | undefined>(
        listOf(after).map((record) => [record[0], record]),
      );
      // Those that are not named are to go, or to stay.
      const kept = isWhole ? {} : before;
      if (isWhole)
        for (const name of Object.keys(before))
          if (!changes.has(name)) changes.set(name, undefined);
      const old = stored(listOf(before));
      const anew = stored(listOf({ ...kept, ...after }));
      for (const [at, made] of keyedOver("DIRY", old, changes).entries()) {
        const isSame = Buffer.compare(old[at]!.bytes, anew[at]!.bytes) === 0;
        expect(made).toEqual(isSame ? old[at]!.name : anew[at]!.bytes);
      }
    }),
    { numRuns: 500 },
  );
});

test("the same changes are encoded once where what was made is at hand, and a change that changes nothing never", () => {
  const old = stored([
    ["a", 1],
    ["b", 2],
  ]);
  const made = new Map<string, { from: readonly unknown[]; value: unknown }>();
  let count = 0;
  const remake = <T>(place: string, from: readonly unknown[], make: () => T): T => {
    const known = made.get(place);
    if (known?.from.length === from.length && known.from.every((one, at) => one === from[at]))
      return known.value as T;
    const value = make();
    count += 1;
    made.set(place, { from, value });
    return value;
  };
  const record: KeyedRecord = ["a", 3];
  for (let time = 0; time < 3; time++)
    keyedOver(
      "DIRY",
      old,
      [
        ["a", record],
        ["b", ["b", 2]],
        ["c", undefined],
      ],
      remake,
    );
  expect(count).toBe(1);
});
