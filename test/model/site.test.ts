import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import { baseUrlOf, SITE_DEFAULTS, toSite } from "#model/site.ts";
import { accepted, refused } from "./accepted.ts";

test("the settings of the sample newspaper are read whole", () => {
  const text = readFileSync(new URL("../../seed/site.toml", import.meta.url), "utf8");
  const site = accepted(toSite(parse(text)));
  expect(site).toMatchObject({
    title: "澜川新闻网",
    url: "https://news.example.org",
    lang: "zh-Hans",
    timeZone: "Asia/Shanghai",
    idAuthority: "example.org,2026",
  });
  expect(site.synonyms).toContainEqual(["网络", "網路"]);
  expect(site.aliases).toContain("/backend/feed.asp?type=all");
  expect(allSections(site.sections).map(({ path }) => path)).toContain("culture/读书");
});

test("a site of which nothing is known has defaults for everything", () => {
  expect(toSite({})).toEqual(SITE_DEFAULTS);
});

test("everything wrong with a site is named at once", () => {
  const outcome = toSite(
    {
      title: ["a"],
      url: "news.example.org",
      lang: "Chinese!",
      time_zone: "Peking",
      id_authority: "https://example.org",
      license: "CC",
      hub: "mailto:a@b.example",
      synonyms: [["网络"]],
      recency_half_life_days: 0,
      aliases: [["/rss.php"]],
      sections: [{ slug: "archive" }],
    },
    { file: "site.toml" },
  );
  expect(isRejection(outcome) && outcome.place).toEqual({ file: "site.toml" });
  expect(
    isRejection(outcome) &&
      outcome.faults.map(({ field }) => field ?? "").toSorted((a, b) => (a < b ? -1 : 1)),
  ).toEqual([
    "aliases",
    "hub",
    "id_authority",
    "lang",
    "license",
    "recency_half_life_days",
    "sections: archive: slug",
    "synonyms",
    "time_zone",
    "title",
    "url",
  ]);
});

test.each(["example.org,2026", "me@example.org,2026-11", "example.org,2026-11-23"])(
  "%s is an authority of tag URIs",
  (authority) => {
    expect(accepted(toSite({ id_authority: authority })).idAuthority).toBe(authority);
  },
);

test.each(["example.org", ",2026", "example.org,26", "exa mple.org,2026", "example.org,2026:x"])(
  "%s is not an authority of tag URIs",
  (authority) => {
    expect(refused(toSite({ id_authority: authority }))).toEqual([
      "id_authority is not an authority",
    ]);
  },
);

test.each([null, "a", {}, [[]], [["a"]], [["a", ""]], [["a", 1]], ["a", "b"]])(
  "%j is not a list of groups of synonyms",
  (synonyms) => {
    expect(refused(toSite({ synonyms }))).toEqual(["synonyms is not a list of groups of words"]);
  },
);

test.each([0, -1, 36_501, "365", Number.NaN, Infinity])("%j is not a half-life", (days) => {
  expect(refused(toSite({ recency_half_life_days: days }))).toHaveLength(1);
});

test("the Worker's address comes before the site's, and neither ends in a slash", () => {
  const site = { ...SITE_DEFAULTS, url: "https://news.example.org/paper" };
  expect(accepted(toSite({ url: "https://news.example.org/paper//" })).url).toBe(site.url);
  expect(baseUrlOf(site)).toBe("https://news.example.org/paper");
  expect(baseUrlOf(site, "https://x.example/")).toBe("https://x.example");
  expect(baseUrlOf(site, "")).toBe("https://news.example.org/paper");
  expect(baseUrlOf(SITE_DEFAULTS)).toBe("http://localhost:8787");
});

test("an address with a query or a fragment cannot have paths put behind it, and is refused", () => {
  expect(refused(toSite({ url: "https://x.example/?a" }))).toHaveLength(1);
  expect(refused(toSite({ url: "https://x.example/#a" }))).toHaveLength(1);
});

test.each([null, undefined, "a", 5, []])("%j is no site", (value) => {
  expect(refused(toSite(value))).toEqual(["is not an object with fields"]);
});
