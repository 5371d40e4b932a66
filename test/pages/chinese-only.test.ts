import { type DefaultTreeAdapterTypes as Tree, parse } from "parse5";
import { expect, test } from "vitest";
import { type Article, toArticle } from "#model/article.ts";
import { toSectionPath } from "#model/name.ts";
import { type Site, toSite } from "#model/site.ts";
import { teaserFromArticle } from "#model/teaser.ts";
import { renderArticle } from "#pages/article-page.ts";
import { renderDemo } from "#pages/demo/demo-page.ts";
import { type FeedPage, renderFeedPage } from "#pages/feed-page.ts";
import { renderFeeds } from "#pages/feeds-page.ts";
import { renderOlder, renderSection } from "#pages/front-page.ts";
import { renderHome } from "#pages/home-page.ts";
import { type PageContext, pageContext } from "#pages/page-context.ts";
import { renderProblem } from "#pages/problem-page.ts";
import { renderSearch } from "#pages/search/search-page.ts";
import type { SearchResults } from "#pages/search/search-results.ts";
import { type PageTopic, renderTopic } from "#pages/topic-page.ts";
import { sure } from "./sample.ts";

/** What has no Chinese name: formats, the reading programs that understand them, and the names of
 *  languages in themselves. */
const NAMES =
  /RSS|Atom|JSON( Feed)?|OPML|RFC 5005|NetNewsWire|Feedly|Inoreader|FreshRSS|Thunderbird|JavaScript|Trusted Types|English|Ctrl K|⌘K|docs\/embedding\.md/g;

/** Attributes that people read or hear. */
const HUMAN = new Set(["alt", "aria-label", "placeholder", "title"]);

/** A site in which nothing is in English, in one of the two scripts. */
const WORLDS = (["zh-Hans", "zh-Hant"] as const).map((lang) => {
  const site: Site = sure(
    toSite({
      title: "澜川",
      description: "山里的事",
      url: "https://a.example",
      lang,
      time_zone: "Asia/Shanghai",
      license: "https://a.example/license",
      sections: [{ slug: "news", title: "要闻", sections: [{ slug: "town", title: "城里" }] }],
      footer: [{ title: "备案号一二三", url: "https://a.example/" }],
    }),
  );
  const article: Article = sure(
    toArticle(
      {
        id: "1",
        title: "桥通了",
        section: "news/town",
        published: "2026-04-14T08:00:00+08:00",
        updated: "2026-04-15T08:00:00+08:00",
        lang,
        body: "<p>从北到南。</p>",
        format: "html",
        summary: "桥",
        kicker: "今天",
        authors: ["甲", "乙"],
        tags: ["桥"],
        source: "日报",
        license: "https://b.example/",
        image: "https://a.example/1.png",
        url: "https://a.example/one",
        translations: { en: "2" },
        corrections: [{ at: "2026-04-15T08:00:00+08:00", note: "改了一个字" }],
        attachments: [
          { url: "https://a.example/1.mp3", type: "audio/mpeg", title: "录音", size: 9 },
        ],
      },
      { timeZone: "Asia/Shanghai" },
    ),
  );
  return { lang, site, article };
});

const RESULTS: SearchResults = {
  query: "桥",
  filters: { section: "news", tag: "桥", lang: "zh-Hans", after: "2025-01-01" },
  sort: "date",
  total: 31,
  page: 2,
  hasMore: true,
  degraded: true,
  partial: false,
  suggestion: "桥梁",
  canFollow: true,
  corrected: [{ from: "桥粱", to: "桥梁" }],
  ignored: ["的", "了"],
  hits: [],
  facets: {
    section: [{ value: "news/town", count: 3 }],
    tag: [{ value: "山", count: 2 }],
    author: [{ value: "甲", count: 2 }],
    year: [{ value: "2025", count: 2 }],
    lang: [{ value: "zh-Hant", count: 2 }],
  },
};

/** Every kind of page, in every state, by a name. */
function pagesOf({ site, article }: (typeof WORLDS)[number]): Readonly<Record<string, string>> {
  const context = pageContext(site, "https://a.example");
  const inside = pageContext(site, "https://a.example", article.section);
  const teasers = [teaserFromArticle(article)];
  const counts = new Map([["", 99]]);
  const help = { newest: teasers, counts };
  const front = { articles: teasers, counts, isNewest: true, older: "?cursor=x" };
  const link = { ...article, precision: "time" as const };
  const hits = [false, true].map((partial) => ({
    ...teaserFromArticle(article),
    partial,
    highlights: { title: [{ text: "桥", match: true }], snippet: [{ text: "桥", match: true }] },
  }));
  const found = (parts: Partial<SearchResults>): string =>
    renderSearch(context, { ...RESULTS, ...parts }, help);
  const problems = [400, 404, 410, 500, 503].map((status) => [
    `problem ${status}`,
    renderProblem(context, { status, detail: "There is no such thing", help }),
  ]);
  return {
    home: renderHome(context, {
      home: { newest: teasers, sections: [{ path: sure(toSectionPath("news")), teasers }] },
      counts,
      olderThan: () => "?cursor=x",
    }),
    "empty home": renderHome(context, {
      home: { newest: [], sections: [] },
      counts: new Map(),
      olderThan: () => "",
    }),
    section: renderSection(inside, site.sections[0] ?? sectionMissing(), front),
    "empty section": renderSection(inside, site.sections[0] ?? sectionMissing(), {
      ...front,
      articles: [],
    }),
    older: renderOlder(context, { ...front, isNewest: false }),
    article: renderArticle(inside, article, { similar: [link], previous: link, next: link }),
    ...Object.fromEntries(
      (["tags", "authors", "languages"] as const).map((kind) => [
        kind,
        topic(context, kind, front),
      ]),
    ),
    search: found({ hits }),
    "search without full matches": found({ partial: true, hits, total: 0 }),
    "search without hits": found({ total: 0, page: 1, hasMore: false }),
    "search before asking": renderSearch(context, undefined, help),
    feeds: renderFeeds(context, {
      languages: [{ name: "繁體中文", folder: "/languages/zh-Hant", count: 3 }],
      tags: [{ name: "桥", folder: "/tags/1", count: 2 }],
      authors: [{ name: "甲", folder: "/authors/1", count: 2 }],
    }),
    feed: feed(context, {}),
    "archived feed": feed(context, { newest: "/feed.xml", older: "/archive/1/feed.xml" }),
    demo: renderDemo(context, { path: "/search-1.js", integrity: "sha384-1" }),
    ...Object.fromEntries(problems),
  };

  function feed(at: PageContext, parts: Partial<FeedPage>): string {
    const urls = { rss: "/feed.xml", atom: "/atom.xml", json: "/feed.json" };
    const page = { title: "澜川", description: "山里的事", homePath: "/", articles: teasers };
    return renderFeedPage(at, { ...page, lang: site.lang, format: "rss", urls, ...parts });
  }
}

function sectionMissing(): never {
  throw new TypeError("the site has no section");
}

function topic(
  context: PageContext,
  kind: PageTopic["kind"],
  front: Parameters<typeof renderOlder>[1],
): string {
  const value = kind === "languages" ? "zh-Hant" : "桥";
  return renderTopic(context, { kind, value, name: value }, { ...front, count: 3 });
}

/** What people read or hear of a page that has Latin words in it and is no name, code or address. */
function latinIn(page: string): readonly string[] {
  const found: string[] = [];
  visit(parse(page), false);
  return found;

  function visit(node: Tree.Node, isOther: boolean): void {
    if (node.nodeName === "#text" && !isOther) note((node as Tree.TextNode).value);
    if (!("childNodes" in node)) return;
    const element = node as Tree.Element;
    const attributes = element.attrs ?? [];
    const lang = attributes.find(({ name }) => name === "lang")?.value;
    const isCode = ["code", "script", "style"].includes(element.nodeName);
    const isForeign = isOther || isCode || (lang !== undefined && !lang.startsWith("zh"));
    if (!isForeign) {
      for (const { name, value } of attributes) if (HUMAN.has(name)) note(value);
    }
    for (const child of element.childNodes) visit(child, isForeign);
  }

  function note(text: string): void {
    if (/[A-Za-z]{2}/.test(text.replaceAll(NAMES, ""))) found.push(text.trim());
  }
}

test.each(WORLDS)("a page in $lang has no word of English, of whatever kind it is", (world) => {
  for (const [name, page] of Object.entries(pagesOf(world))) {
    expect(page, name).toContain(`<html lang="${world.lang}">`);
    expect(latinIn(page), name).toEqual([]);
  }
});

test("words of English are seen, in attributes too, and those that are marked as English are not", () => {
  expect(
    latinIn(`<p aria-label="Search">新 News <b lang="en">fine</b> <code>id</code></p>`),
  ).toEqual(["Search", "新 News"]);
});
