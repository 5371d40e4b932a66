import { expect, test } from "vitest";
import { NEWS_SITEMAP_MAX, renderNewsSitemap } from "#feeds/news-sitemap.ts";
import { all, only, readXml, texts, type XmlElement } from "./read-xml.ts";
import { article, instant, site } from "./sample.ts";

const CONTEXT = {
  site: site(),
  baseUrl: "https://a.example",
  now: instant("2026-03-04T08:00:00+08:00"),
};

function item(fields: Readonly<Record<string, unknown>>) {
  const { lang = "und", ...rest } = article(fields);
  return { ...rest, lang };
}

function urlsOf(xml: string): readonly XmlElement[] {
  return all(readXml(xml), "sm:url");
}

test("the news of 48 hours is in it, and nothing older, later, or living elsewhere", () => {
  const xml = renderNewsSitemap(
    [
      item({ id: "later", published: "2026-03-04T08:00:01+08:00" }),
      item({ id: "now", published: "2026-03-04T00:00:00Z" }),
      item({ id: "elsewhere", published: "2026-03-04T00:00:00Z", url: "https://b.example/" }),
      item({ id: "just", published: "2026-03-02T08:00:01+08:00" }),
      item({ id: "older", published: "2026-03-02T08:00:00+08:00" }),
    ],
    CONTEXT,
  );
  expect(urlsOf(xml).flatMap((url) => texts(url, "sm:loc"))).toEqual([
    "https://a.example/articles/now",
    "https://a.example/articles/just",
  ]);
});

test.each([
  ["zh-Hans", "zh-cn"],
  ["zh", "zh-cn"],
  ["zh-Hant-TW", "zh-tw"],
  ["zh-HK", "zh-tw"],
  ["en-GB", "en"],
  ["und", "zh-cn"],
])("an article in %s is news in %s", (lang, expected) => {
  const [url] = urlsOf(
    renderNewsSitemap([item({ lang, title: "R&D", published: "2026-03-04" })], CONTEXT),
  );
  const news = url && only(url, "news:news");
  const publication = news && only(news, "news:publication");
  expect(publication?.children.map(({ name, text }) => [name, text])).toEqual([
    ["news:name", "渡口报"],
    ["news:language", expected],
  ]);
  expect(news && texts(news, "news:title")).toEqual(["R&D"]);
  expect(news && texts(news, "news:publication_date")).toEqual(["2026-03-04T00:00:00+08:00"]);
});

test("there are never more than Google takes", () => {
  const many = Array.from({ length: NEWS_SITEMAP_MAX + 1 }, (_, index) =>
    item({ id: `a${index}`, published: "2026-03-04" }),
  );
  expect(urlsOf(renderNewsSitemap(many, CONTEXT))).toHaveLength(NEWS_SITEMAP_MAX);
});
