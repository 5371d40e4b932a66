import { expect, test } from "vitest";
import type { Manifest } from "#model/release.ts";
import { isRejection } from "#model/rejection.ts";
import { refuseDrop } from "#publish/write/count-guard.ts";

// The guard looks at the count alone.
const release = (count: number): Manifest => ({ count }) as Manifest;

test.each([
  [100, 80, false],
  [100, 79, true],
  [100, 100, false],
  [100, 200, false],
  [5, 4, false],
  [5, 3, true],
  [1, 0, true],
  [0, 0, false],
])("from %d articles to %d: refused is %s", (before, after, isRefused) => {
  const refused = refuseDrop(release(before), release(after));
  expect(refused !== null && isRejection(refused)).toBe(isRefused);
  if (refused !== null) {
    expect(refused.faults[0]?.what).toContain(`would have ${after} articles`);
    expect(refused.faults[0]?.what).toContain(`the one before has ${before}`);
  }
});

test("a first release may be as small as it likes", () => {
  expect(refuseDrop(null, release(0))).toBeNull();
});
