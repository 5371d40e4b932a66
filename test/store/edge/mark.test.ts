import { expect, test } from "vitest";
import { type EdgeMark, readEdgeMark, writeEdgeMark } from "#store/edge/mark.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { EDGE_KEY } from "#store/key.ts";
import { createKvGate } from "#store/kv-gate.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";

const { kv } = kvInMemory();
const read = (): Promise<EdgeMark> =>
  readEdgeMark(createKvGate({ kv, cache: createIsolateCache(), now: 0 }));

test.each<EdgeMark>([
  {
    settled: "20261201-a/1",
    seen: "20261201-b/2",
    at: 1_796_000_000_000,
    proved: 1_796_000_000_001,
  },
  { settled: "20261201-a/1", seen: "20261201-a/1", at: 5, proved: "lost" },
  { settled: "", seen: "20261201-a/1", at: 5, proved: undefined },
])("a mark is read as it was written: proved %o", async (mark) => {
  await writeEdgeMark(kv, mark);
  expect(await read()).toEqual(mark);
});

test.each([
  ["nothing", undefined, { settled: "", seen: "", at: 0, proved: undefined }],
  ["one of before", "a b 7", { settled: "a", seen: "b", at: 7, proved: undefined }],
  ["one without a moment", "a b x y", { settled: "a", seen: "b", at: 0, proved: undefined }],
  ["one that was cut", "a b 7 ", { settled: "a", seen: "b", at: 7, proved: undefined }],
  ["one before time began", "a b 7 -1", { settled: "a", seen: "b", at: 7, proved: undefined }],
  ["one at its beginning", "a b 7 0", { settled: "a", seen: "b", at: 7, proved: undefined }],
] as const)("%s proves nothing", async (_, text, mark) => {
  await (text === undefined ? kv.delete(EDGE_KEY) : kv.put(EDGE_KEY, text));
  expect(await read()).toEqual(mark);
});
