import { expect, test } from "vitest";
import { renderAtom } from "#feeds/atom.ts";
import { renderJsonFeed } from "#feeds/json-feed.ts";
import { siteHeading } from "#feeds/heading.ts";
import { renderRsl, rslContent } from "#feeds/rsl.ts";
import { renderRss } from "#feeds/rss.ts";
import { shownSettings } from "#feeds/shown-settings.ts";
import { all, only, readXml, texts } from "./read-xml.ts";
import { article, feed, site } from "./sample.ts";

const BY = "https://creativecommons.org/licenses/by/4.0/";
const NC = "https://creativecommons.org/licenses/by-nc/4.0/";
const SIGNAL = { search: true, ai_input: true, ai_train: false };
const OWN = article({ id: "own" });
const FOREIGN = article({ id: "foreign", source: "新华社" });
const LICENSED = article({ id: "licensed", source: "Reuters", license: NC });

const told = (fields: Readonly<Record<string, unknown>>) =>
  feed({ site: site(fields), entries: [OWN, FOREIGN, LICENSED] });

test("a site that says nothing of RSL says nothing of it in its feeds", () => {
  expect(renderRss(told({ content_signal: SIGNAL }))).not.toContain("rsl");
  expect(rslContent(OWN, site(), "https://dukou.example")).toBe("");
});

test("each item of RSS says its own terms: the site's, its own, or none for what is foreign", () => {
  const rss = readXml(renderRss(told({ rsl: true, content_signal: SIGNAL })));
  const terms = all(only(rss, "channel"), "item").map((item) => only(item, "rsl:content"));
  expect(terms.map(({ attributes }) => attributes["url"])).toEqual(
    ["own", "foreign", "licensed"].map((id) => `https://dukou.example/articles/${id}`),
  );
  expect(terms.map((each) => texts(only(each, "rsl:license"), "rsl:permits"))).toEqual([
    ["search,ai-input"],
    [],
    [],
  ]);
  expect(terms.map((each) => texts(only(each, "rsl:license"), "rsl:prohibits"))).toEqual([
    ["ai-train"],
    ["all"],
    [],
  ]);
  expect(
    terms.map((each) =>
      all(only(each, "rsl:license"), "rsl:payment").flatMap((paid) => texts(paid, "rsl:standard")),
    ),
  ).toEqual([[BY], [], [NC]]);
});

test("the document of a site's terms is RSL, with an address of terms where it is no Creative Commons licence", () => {
  const root = readXml(renderRsl(site({ license: "https://dukou.example/terms?a&b" })));
  expect(root.name).toBe("rsl:rsl");
  expect(texts(only(root, "rsl:content"), "rsl:terms")).toEqual([
    "https://dukou.example/terms?a&b",
  ]);
});

test("in every format what is foreign is kept from the feed's licence", () => {
  const given = told({});
  const items = all(only(readXml(renderRss(given)), "channel"), "item");
  expect(items.map((item) => texts(item, "dc:rights"))).toEqual([[], ["© 新华社"], [NC]]);
  const entries = all(readXml(renderAtom(given)), "atom:entry");
  expect(entries.map((entry) => texts(entry, "atom:rights"))).toEqual([[], ["© 新华社"], [NC]]);
  const { items: json } = JSON.parse(renderJsonFeed(given)) as {
    items: { _broadsheet: { license?: string; rights?: string } }[];
  };
  expect(json.map(({ _broadsheet: { license, rights } }) => [license, rights])).toEqual([
    [undefined, undefined],
    [undefined, "© 新华社"],
    [NC, undefined],
  ]);
});

test("what feeds say of terms counts for their entity tags", () => {
  const heading = siteHeading(site());
  const of = (fields: Readonly<Record<string, unknown>>): string =>
    shownSettings(site(fields), heading, []);
  const kinds = [
    {},
    { rsl: true },
    { rsl: true, content_signal: SIGNAL },
    { own_sources: ["新华社"] },
  ];
  expect(new Set(kinds.map(of)).size).toBe(kinds.length);
});
