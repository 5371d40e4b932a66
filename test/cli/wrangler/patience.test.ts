import { expect, test } from "vitest";
import { cpuTicks, createPatience } from "#cli/wrangler/patience.ts";

test("patience lasts as long as work is done, and ends when none was done for its time", async () => {
  const clock = { ms: 0, work: 0 };
  const isWorthWaiting = createPatience(
    async () => clock.work,
    60_000,
    () => clock.ms,
  );
  for (let minute = 0; minute < 30; minute += 1) {
    clock.ms += 59_000;
    clock.work += 100;
    expect(await isWorthWaiting()).toBe(true);
  }
  // Waking up now and then is no work.
  clock.ms += 59_000;
  clock.work += 2;
  expect(await isWorthWaiting()).toBe(true);
  clock.ms += 2_000;
  clock.work += 1;
  expect(await isWorthWaiting()).toBe(false);
});

test("where nobody can tell what is done, the time is ten times as long", async () => {
  const clock = { ms: 0 };
  const isWorthWaiting = createPatience(
    async () => undefined,
    1_000,
    () => clock.ms,
  );
  expect(await isWorthWaiting()).toBe(true);
  clock.ms = 9_999;
  expect(await isWorthWaiting()).toBe(true);
  clock.ms = 10_000;
  expect(await isWorthWaiting()).toBe(false);
});

test.runIf(process.platform === "linux")(
  "what a process group has used grows with its work",
  async () => {
    const { readFile } = await import("node:fs/promises");
    const stat = await readFile("/proc/self/stat", "utf8");
    const group = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[2]);
    const before = await cpuTicks(group);
    const end = performance.now() + 60_000;
    while ((await cpuTicks(group))! <= before! && performance.now() < end);
    expect(await cpuTicks(group)).toBeGreaterThan(before!);
    expect(await cpuTicks(undefined)).toBeUndefined();
  },
);
