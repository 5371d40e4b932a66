import { expect, test } from "vitest";
import { atomParts, renderAtom } from "#feeds/atom.ts";
import { correctionEntries } from "#feeds/correction.ts";
import { jsonFeedParts, renderJsonFeed } from "#feeds/json-feed.ts";
import { entryFrom } from "#feeds/entry-content.ts";
import { renderNewsSitemap } from "#feeds/news-sitemap.ts";
import { renderOpml } from "#feeds/opml.ts";
import { textOfParts } from "#feeds/part.ts";
import { renderRss, rssParts } from "#feeds/rss.ts";
import { ARTICLES, archiveDocument, feed, instant, newestPage, site } from "./sample.ts";

const BASE = "https://dukou.example";
const corrections = feed({
  path: "/corrections",
  homePath: "/corrections",
  entries: ARTICLES.flatMap((article) => correctionEntries(article, site())).toReversed(),
});

/** A difference here is a change for every subscriber: read it, raise FEEDS_REVISION, then let `vitest -u` write the file. */
test.each([
  ["feed.xml", () => renderRss(newestPage())],
  ["atom.xml", () => renderAtom(newestPage())],
  ["feed.json", () => renderJsonFeed(newestPage())],
  ["archive.feed.xml", () => renderRss(archiveDocument())],
  ["archive.atom.xml", () => renderAtom(archiveDocument())],
  ["archive.feed.json", () => renderJsonFeed(archiveDocument())],
  ["corrections.atom.xml", () => renderAtom(corrections)],
  ["feeds.opml", () => renderOpml(site(), BASE, instant("2026-03-06T10:00:00+08:00"))],
  [
    "news-sitemap.xml",
    () =>
      renderNewsSitemap(
        ARTICLES.map(({ lang = "und", ...article }) => ({ ...article, lang })),
        { site: site(), baseUrl: BASE, now: instant("2026-03-04T08:00:00+08:00") },
      ),
  ],
])("%s is written as it was reviewed", async (file, render) => {
  await expect(render()).toMatchFileSnapshot(`golden/${file}`);
});

test.each([
  ["RSS", rssParts, renderRss],
  ["Atom", atomParts, renderAtom],
  ["JSON Feed", jsonFeedParts, renderJsonFeed],
])("the parts of %s are short and make the whole", (_, partsOf, render) => {
  for (const given of [newestPage(), archiveDocument(), { ...newestPage(), entries: [] }]) {
    const parts = partsOf(given);
    expect(textOfParts(parts)).toBe(render(given));
    // One for each entry and each tombstone, and what stands before and after.
    expect(parts.length).toBeGreaterThanOrEqual(given.entries.length + 2);
    for (const part of parts) expect(textOfParts([part]).isWellFormed()).toBe(true);
  }
});

test.each([
  ["feed.xml", renderRss],
  ["atom.xml", renderAtom],
  ["feed.json", renderJsonFeed],
])("%s is the same whether contents are ready or not", async (file, render) => {
  const entries = ARTICLES.map(entryFrom);
  await expect(render({ ...newestPage(), entries })).toMatchFileSnapshot(`golden/${file}`);
});

test("the same feed gives the same bytes every time", () => {
  for (const render of [renderRss, renderAtom, renderJsonFeed]) {
    expect(render(newestPage())).toBe(render(newestPage()));
  }
});
