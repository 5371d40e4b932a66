import { expect, test } from "vitest";
import { renderFeeds } from "#pages/feeds-page.ts";
import { pageContext } from "#pages/page-context.ts";
import { wordsFor } from "#pages/words.ts";
import { htmlErrors } from "./html-errors.ts";
import { SITE } from "./sample.ts";

const BASE = "https://news.example.org/paper";
const DIRECTORY = {
  languages: [{ name: "繁體中文", folder: "/languages/zh-Hant", count: 3 }],
  tags: [{ name: "R&D", folder: "/tags/r%26d", count: 2 }],
  authors: [],
};

test.each(["zh-Hans", "zh-Hant", "en"])(
  "the page of feeds in %s is right HTML and lists the site, sections with those inside, and topics",
  (lang) => {
    const context = { ...pageContext(SITE, BASE), words: wordsFor(lang) };
    const page = renderFeeds(context, DIRECTORY);
    expect(htmlErrors(page)).toEqual([]);
    for (const folder of [
      "",
      "/sections/news",
      "/sections/news/politics",
      "/sections/english",
      "/languages/zh-Hant",
      "/tags/r%26d",
      "/corrections",
    ])
      for (const file of ["feed.xml", "atom.xml", "feed.json"])
        expect(page).toContain(`href="/paper${folder}/${file}"`);
    expect(page).toContain('href="/paper/feeds.opml"');
    expect(page).toContain(`${BASE}/search/feed.xml?q=`);
    expect(page).toContain(context.words.feedsNested);
    expect(page).not.toContain(`<h2>${context.words.authors}</h2>`);
  },
);
