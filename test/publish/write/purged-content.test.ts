import { describe, expect, test } from "vitest";
import { siteWithoutPurged, withoutPurged } from "#publish/write/purged-content.ts";
import { NO_TAKEDOWNS, purgeMark, type Takedowns } from "#store/history/takedown.ts";
import { article, SITE } from "../../pages/sample.ts";

const ids = ["1", "2", "渡"];
const articles = ids.map((id) => article({ id }));

const purging = async (...gone: string[]): Promise<Takedowns> => ({
  ...NO_TAKEDOWNS,
  purged: await Promise.all(gone.map(async (id) => ({ id: await purgeMark(id), titles: [] }))),
});

test.each([
  [[], ids, []],
  [["2"], ["1", "渡"], ["2"]],
  [["渡"], ["1", "2"], ["渡"]],
  [["2", "渡", "never"], ["1"], ["2", "渡"]],
  [["never"], ids, []],
])("of articles of which %j were purged, %j are published", async (gone, kept, purged) => {
  const found = await withoutPurged(articles, await purging(...gone));
  expect(found.kept.map(({ id }) => id)).toEqual(kept);
  expect(found.purged).toEqual(purged);
});

describe("what leads to a purged article goes from a site's settings", () => {
  test.each([
    ["/articles/1", true],
    ["/articles/1.json", true],
    ["/articles/1.md", true],
    ["/articles/1?from=home", true],
    ["/articles/1#end", true],
    ["https://news.example.org/articles/1", true],
    ["/articles/%E6%B8%A1", true],
    ["/articles/渡", true],
    ["/articles/2", false],
    ["/articles/12", false],
    ["/articles/1/feed", false],
    ["/sections/1", false],
    ["/1", false],
  ])("%s: %s", async (url, isTaken) => {
    const site = {
      ...SITE,
      redirects: { "/old": url, "/other": "/articles/2" },
      navigation: [
        { title: "A", url },
        { title: "B", url: "/about" },
      ],
      footer: [{ title: "C", url }, { title: "D" }],
    } as unknown as typeof SITE;
    const { redirects, navigation, footer } = await siteWithoutPurged(
      site,
      await purging("1", "渡"),
    );
    const told = [redirects, navigation?.length, footer?.length];
    const rest = { "/other": "/articles/2" };
    expect(told).toEqual(isTaken ? [rest, 1, 1] : [site.redirects, 2, 2]);
    expect(await siteWithoutPurged(site, NO_TAKEDOWNS)).toBe(site);
  });

  test("settings that have no such links get none", async () => {
    const { redirects, navigation, footer, ...site } = SITE;
    const bare = { ...site, redirects: { "/old": "/articles/1" } };
    expect(await siteWithoutPurged(bare, await purging("1"))).toEqual({ ...site, redirects: {} });
    const only = { ...site, footer: [{ title: "C", url: "/articles/1" }] } as typeof SITE;
    expect(await siteWithoutPurged(only, await purging("1"))).toEqual({ ...site, footer: [] });
    expect(await siteWithoutPurged(site, await purging("1"))).toBe(site);
    expect([redirects, navigation, footer]).toEqual([undefined, undefined, undefined]);
  });
});
