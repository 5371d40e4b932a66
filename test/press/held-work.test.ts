import { expect, test } from "vitest";
import { createHeldWork } from "#press/held-work.ts";

const bytes = (length: number): Uint8Array => new Uint8Array(length);

test("what was asked for since the last sweep stays, and all else is forgotten", () => {
  const work = createHeldWork();
  work.keep("a", bytes(1));
  work.keep("b", bytes(1));
  work.sweep();
  expect(work.recall("a")).toHaveLength(1);
  work.sweep();
  expect([work.recall("a")?.length, work.recall("b")]).toEqual([1, undefined]);
});

test("what would be too much is not kept, and what is written anew counts once", () => {
  const work = createHeldWork(10);
  work.keep("a", bytes(6));
  work.keep("b", bytes(6));
  expect(work.recall("b")).toBeUndefined();
  work.keep("a", bytes(4));
  work.keep("b", bytes(6));
  expect([work.recall("a")?.length, work.recall("b")?.length]).toEqual([4, 6]);
});
