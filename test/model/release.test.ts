import { expect, test } from "vitest";
import { frontAt, type Manifest } from "#model/release.ts";

test("a front is found by its path, the site's by the empty one", () => {
  const fronts = ["", "news", "news/politics"].map((path) => ({ path, count: path.length }));
  // Only the fronts are looked at.
  const manifest = { fronts } as unknown as Manifest;
  expect(frontAt(manifest, "")?.count).toBe(0);
  expect(frontAt(manifest, "news/politics")?.count).toBe(13);
  expect(frontAt(manifest, "news/unknown")).toBeUndefined();
});
