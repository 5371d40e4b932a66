import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { weighManifests } from "#publish/write/size-guard.ts";
import { MAX_MANIFEST_BYTES, textFromManifest } from "#store/manifest-text.ts";
import { madeArticles, madeSite } from "../../store/made-articles.ts";
import { createPublisher } from "../publisher.ts";

const site = madeSite("Sizes", ["news"]);
const publisher = createPublisher();
const { manifest } = await publisher.publish(madeArticles(20), { now: Date.UTC(2024, 0, 1), site });
/** The manifest with settings of so many characters more. */
const heavier = (characters: number) => ({
  ...manifest,
  site: { ...manifest.site, description: "x".repeat(characters) },
});
const length = textFromManifest(manifest).length;

test("a manifest of ordinary size is not spoken of", () => {
  expect(weighManifests([manifest])).toEqual({ refusal: null, notices: [] });
});

test("one that has half of what it may gives a notice, and the largest counts", () => {
  const { refusal, notices } = weighManifests([manifest, heavier(MAX_MANIFEST_BYTES / 2)]);
  expect(refusal).toBeNull();
  expect(notices.map(({ what }) => what)).toEqual([
    "the manifest has 134 KB; at most 256 KB are allowed".replace(
      "134",
      String(Math.ceil((length + MAX_MANIFEST_BYTES / 2) / 1024)),
    ),
  ]);
});

test("one that is too large is refused, and what weighs most is named", () => {
  const { refusal } = weighManifests([heavier(MAX_MANIFEST_BYTES)]);
  expect(isRejection(refusal) && refusal.faults[0]?.fix).toMatch(
    /^most of it are settings in site\.toml \(257 KB\), /,
  );
});

test.each([
  ["below a half", MAX_MANIFEST_BYTES / 2 - 1, 0, false],
  ["a half", MAX_MANIFEST_BYTES / 2, 1, false],
  ["all", MAX_MANIFEST_BYTES, 1, false],
  ["more than all", MAX_MANIFEST_BYTES + 1, 0, true],
])("one that has %s of what it may", (_, bytes, notices, isRefused) => {
  const described = { ...manifest, site: { ...manifest.site, description: "" } };
  const { length } = new TextEncoder().encode(textFromManifest(described));
  const site = { ...manifest.site, description: "x".repeat(bytes - length) };
  const verdict = weighManifests([{ ...manifest, site }]);
  expect(new TextEncoder().encode(textFromManifest({ ...manifest, site })).length).toBe(bytes);
  expect([verdict.notices.length, verdict.refusal !== null]).toEqual([notices, isRefused]);
});
