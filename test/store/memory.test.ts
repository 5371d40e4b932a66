import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createMemory } from "#store/memory.ts";

const NAMES = ["a", "b", "c", "d", "e", "f"];
const KILO = 1_024;
/** Values of so many kilobytes; what is kept beside each is a kilobyte more. */
const weigh = (value: string): number => value.length * KILO;

test("what was not used for longest goes first, on whatever shelf it lies", () => {
  const memory = createMemory(17 * KILO);
  const [one, other] = [memory.shelf(weigh), memory.shelf(weigh)];
  one.set("a", "xxx");
  other.set("a", "xxx");
  one.set("b", "xxx");
  one.get("a");
  other.set("b", "xxx");
  one.set("c", "xxx");
  other.set("c", "xxx");
  expect([one.get("a"), one.get("b"), one.get("c")]).toEqual(["xxx", undefined, "xxx"]);
  expect([other.get("a"), other.get("b")]).toEqual([undefined, "xxx"]);
});

test("it never holds more bytes than allowed, and always knows how many it holds", () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.nat(40), fc.boolean()), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(steps, (sets) => {
      const memory = createMemory(100 * KILO);
      const shelves = [memory.shelf(weigh), memory.shelf(weigh)] as const;
      for (const [name, length, isFirst] of sets) {
        const shelf = shelves[isFirst ? 0 : 1];
        if (length === 0) shelf.delete(name);
        else if (length === 40) memory.reserve(name.charCodeAt(0) * 100);
        else shelf.set(name, "x".repeat(length));
        const heldOn = (each: typeof shelf): number =>
          NAMES.map((other) => each.get(other))
            .filter((value) => value !== undefined)
            .reduce((sum, value) => sum + weigh(value) + KILO + 2, 0);
        expect(shelves.map(({ bytes }) => bytes)).toEqual(shelves.map(heldOn));
        expect(memory.bytes).toBeLessThanOrEqual(100 * KILO);
      }
    }),
  );
});

test("a value so heavy that it would drive out the rest is not kept, and an older one of its name is gone", () => {
  const shelf = createMemory(100 * KILO).shelf(weigh);
  shelf.set("a", "x");
  shelf.set("a", "x".repeat(26));
  expect(shelf.get("a")).toBeUndefined();
  expect(shelf.bytes).toBe(0);
});

test("what is reserved leaves less to the shelves, until something else is", () => {
  const memory = createMemory(20 * KILO);
  const shelf = memory.shelf(weigh);
  for (const name of ["a", "b", "c", "d"]) shelf.set(name, "xxx");
  memory.reserve(12 * KILO);
  expect(NAMES.filter((name) => shelf.get(name) !== undefined)).toEqual(["d"]);
  memory.reserve(4 * KILO);
  for (const name of ["a", "b"]) shelf.set(name, "xxx");
  expect(NAMES.filter((name) => shelf.get(name) !== undefined)).toEqual(["a", "b", "d"]);
});

test("a shelf that is cleared leaves its room to the others", () => {
  const memory = createMemory(20 * KILO);
  const [one, other] = [memory.shelf(weigh), memory.shelf(weigh)];
  one.set("a", "xxx");
  other.set("a", "xxx");
  one.clear();
  expect([one.get("a"), one.bytes, memory.bytes]).toEqual([undefined, 0, other.bytes]);
});
