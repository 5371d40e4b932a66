import { expect, test } from "vitest";
import { createMeter } from "#store/meter.ts";

test("reads that overlap are one round, reads that follow are another, a bulk read is one call of many keys", async () => {
  const meter = createMeter();
  await Promise.all([meter.count(1, tick), meter.count(1, tick), meter.count(1, tick)]);
  expect(meter).toMatchObject({ reads: 3, ops: 3, rounds: 1 });
  await meter.count(100, tick);
  expect(meter).toMatchObject({ reads: 103, ops: 4, rounds: 2 });
});

test("a read that fails has been counted, and its round is over", async () => {
  const meter = createMeter();
  const failing = meter.count(1, () => Promise.reject(new Error("KV")));
  await expect(failing).rejects.toThrow("KV");
  await meter.count(1, tick);
  expect(meter).toMatchObject({ reads: 2, ops: 2, rounds: 2 });
});

async function tick(): Promise<void> {
  await Promise.resolve();
}
