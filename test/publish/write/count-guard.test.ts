import { expect, test } from "vitest";
import type { Manifest } from "#model/release.ts";
import { isRejection } from "#model/rejection.ts";
import type { Changes } from "#publish/build/comparison.ts";
import { refuseMassLoss } from "#publish/write/count-guard.ts";

// The guard looks at the count alone, and at how many went and came again.
const release = (count: number): Manifest => ({ count }) as Manifest;
const changes = (gone: number, reappearing = 0): Changes =>
  ({ gone: Array(gone).fill({}), reappearing: Array(reappearing).fill({}) }) as unknown as Changes;

test.each([
  [100, 96, 4, 0, false],
  [100, 95, 5, 0, true],
  [101, 96, 5, 0, false],
  [1_000, 951, 49, 0, false],
  [1_000, 950, 50, 0, true],
  [100, 100, 0, 0, false],
  [100, 200, 0, 0, false],
  // New articles make up for nothing.
  [100, 120, 40, 0, true],
  // What comes again under another id has not gone.
  [100, 100, 40, 40, false],
  [5, 1, 4, 0, false],
  [1, 0, 1, 0, true],
  [0, 0, 0, 0, false],
])(
  "from %d articles to %d, %d gone and %d of them back: refused is %s",
  (before, after, gone, back, isRefused) => {
    const refused = refuseMassLoss(release(before), release(after), changes(gone, back));
    expect(refused !== null && isRejection(refused)).toBe(isRefused);
    if (refused !== null) expect(refused.faults[0]?.what).toContain(`of ${before} articles`);
  },
);

test("a first release may be as small as it likes", () => {
  expect(refuseMassLoss(null, release(0), changes(0))).toBeNull();
});
