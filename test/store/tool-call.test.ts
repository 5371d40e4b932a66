import { expect, test } from "vitest";
import { KvRefusal, StoreDown } from "#store/fault.ts";
import { toolCall } from "#store/tool-call.ts";

/** How one call of KV ends: with a value after so many milliseconds, or in a failure. */
type Answer = number | "never" | "fails" | "refused";

/** How long a tool waits here. Milliseconds; far from the answers' on both sides. */
const patienceMs = 100;
const LATE = 150;

function answered(answer: Answer, value: number): Promise<number> {
  if (answer === "never") return Promise.withResolvers<number>().promise;
  if (answer === "fails") return Promise.reject(new Error("down"));
  if (answer === "refused") return Promise.reject(new KvRefusal("no such key"));
  return new Promise((resolve) => setTimeout(() => resolve(value), answer));
}

const KV = {} as KVNamespace;

test.each<[string, readonly Answer[], number | "down", number]>([
  ["answers at once", [0], 1, 1],
  ["answers late, and is asked again meanwhile", [LATE, "never"], 1, 2],
  ["never answers, but the second time", ["never", 0], 2, 2],
  ["answers the second time before the first", [LATE * 10, 0], 2, 2],
  ["fails, and answers the second time", ["fails", 0], 2, 2],
  ["fails twice", ["fails", "fails"], "down", 2],
  ["never answers", ["never", "never"], "down", 2],
  ["fails, and then never answers", ["fails", "never"], "down", 2],
  ["refuses", ["refused", 0], "down", 1],
])("a KV that %s", async (_what, answers, expected, asked) => {
  let calls = 0;
  const call = (): Promise<number> => answered(answers[calls++] ?? "never", calls);
  const found = await toolCall(KV, "KV gave nothing", call, { patienceMs }).catch(
    (error: unknown) => (error instanceof StoreDown ? "down" : error),
  );
  expect([found, calls]).toEqual([expected, asked]);
});
