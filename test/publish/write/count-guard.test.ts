import { expect, test } from "vitest";
import type { Manifest } from "#model/release.ts";
import { refuseMassLoss } from "#publish/write/count-guard.ts";

const release = (count: number): Manifest => ({ count }) as Manifest;
const changes = (gone: number, reappearing = 0) => ({
  gone: Array.from({ length: gone }, () => ({}) as never),
  reappearing: Array.from({ length: reappearing }, () => ({}) as never),
});

test.each([
  // Of a hundred, five are many; what is new makes up for nothing.
  [100, 95, 5, 0, true],
  [100, 100, 5, 0, true],
  [100, 96, 4, 0, false],
  [100, 100, 6, 6, false],
  // Of a thousand, five are few.
  [1_000, 995, 5, 0, false],
  [1_000, 950, 50, 0, true],
  [5, 1, 4, 0, false],
  [5, 0, 5, 0, true],
  [1, 0, 1, 0, true],
  [0, 0, 0, 0, false],
  // A release that kept no ledger tells the number alone.
  [100, 90, 0, 0, true],
])("of %d articles %d are left, %d gone and %d again: refused is %s", (...row) => {
  const [before, after, gone, again, isRefused] = row;
  const refused = refuseMassLoss(release(before), release(after), changes(gone, again));
  expect(refused !== null).toBe(isRefused);
  if (refused !== null) expect(refused.faults[0]?.what).toContain(`of ${before} articles would go`);
});

test("a first release may be as small as it likes", () => {
  expect(refuseMassLoss(null, release(0), changes(0))).toBeNull();
});
