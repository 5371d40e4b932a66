import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readContent } from "#ingest/folder/content-folder.ts";
import type { Article } from "#model/article.ts";
import { epochMs, toInstant } from "#model/instant.ts";
import { describeRejection } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { nameBlob } from "../ingest/folder.ts";
import { accepted } from "../model/accepted.ts";
import { filesIn, ROOT } from "./house-files.ts";

// What other tests, the search's judged queries and the first look at the site count on.
const files = filesIn("seed").map(({ path }) => ({
  path: path.slice("seed/".length),
  bytes: new Uint8Array(readFileSync(join(ROOT, path))),
}));
const { site, articles, media, rejections, notices } = readContent(files, { nameBlob });
const NOW = epochMs(accepted(toInstant("2026-11-20", "Asia/Shanghai")));
const is = (lang: string) => (article: Article) => article.lang?.startsWith(lang) ?? false;
const isPublic = ({ status, published }: Article) =>
  status === "published" && epochMs(published) <= NOW;

test("the sample newspaper has nothing that anybody would be told about", () => {
  expect([...rejections, ...notices].map(describeRejection)).toEqual([]);
});

test("it has sections two deep, in two scripts and English, most with old feeds", () => {
  const sections = allSections(site.sections);
  expect(sections.length).toBeGreaterThanOrEqual(12);
  expect(sections.filter(({ path }) => path.includes("/")).length).toBeGreaterThanOrEqual(8);
  expect(new Set(sections.map(({ lang }) => lang))).toEqual(new Set([undefined, "zh-Hant", "en"]));
  const paths = new Set(sections.map(({ path }) => path));
  for (const { section, also } of articles)
    for (const path of [section, ...also]) expect(paths).toContain(path);
});

test("it has about as many articles in each language, enough for an archive document", () => {
  for (const lang of ["zh-Hans", "zh-Hant", "en"])
    expect(articles.filter(is(lang)).length).toBeGreaterThanOrEqual(18);
  // 36 at most in the archive document, 20 at least on the newest page.
  expect(articles.filter(isPublic).length).toBeGreaterThanOrEqual(56);
});

test("one is a draft, one is withdrawn, one is of the future, and one had an embargo", () => {
  const ids = (which: (article: Article) => boolean) => articles.filter(which).map(({ id }) => id);
  expect(ids(({ status }) => status === "draft")).toEqual(["cable-car-plan"]);
  expect(ids(({ status }) => status === "withdrawn")).toEqual(["112790"]);
  expect(ids(({ published }) => epochMs(published) > NOW)).toEqual(["letter-to-2035"]);
  expect(ids(({ embargo }) => embargo !== undefined)).toEqual(["stream-snow-wins"]);
  expect(ids(({ guid }) => guid !== undefined)).toEqual(["last-ferry-at-xiadu"]);
  expect(ids(({ url }) => url !== undefined)).toEqual(["a-ferry-in-winter"]);
  expect(ids(({ corrections }) => corrections.length > 0)).toEqual(["qingya-rain-evacuation"]);
});

test("several of one day have a date alone and a sequence", () => {
  const day = articles.filter(({ published }) => published.startsWith("2023-04-14"));
  const sequences = new Set(day.map(({ sequence }) => sequence));
  expect(sequences).toEqual(new Set([87_611, 87_612, 87_613, 87_614, 87_615]));
  expect(day.every(({ precision }) => precision === "day")).toBe(true);
});

test("every link to the site itself leads to an article or a media file", () => {
  const targets = new Set([
    ...articles.flatMap(({ id, aliases }) => [`/articles/${encodeURIComponent(id)}`, ...aliases]),
    ...media.map(({ name }) => `/media/${name}`),
  ]);
  const links = articles.flatMap(({ html, body }) =>
    [...(html ?? body).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url = ""]) => url),
  );
  const own = links
    .filter((url) => url.startsWith(OWN_ORIGIN))
    .map((url) => url.slice(OWN_ORIGIN.length));
  expect(own.length).toBeGreaterThan(15);
  expect(own.filter((path) => !targets.has(path))).toEqual([]);
});

test("neighbours and translations know each other by the right title and id", () => {
  const byId = new Map(articles.map((article) => [article.id, article]));
  for (const { previous, next } of articles)
    for (const neighbour of [previous, next])
      if (neighbour?.id) expect(byId.get(neighbour.id)?.title).toBe(neighbour.title);
  const translated = articles.filter(({ translations }) => Object.keys(translations).length > 0);
  expect(translated).toHaveLength(2);
  for (const { id, translations } of translated)
    for (const other of Object.values(translations))
      expect(Object.values(byId.get(other)?.translations ?? {})).toEqual([id]);
});

test("its pictures are small, used, and none is SVG", () => {
  const said = JSON.stringify(articles);
  for (const { name, path, bytes, type } of media) {
    expect(bytes.length, path).toBeLessThan(20_000);
    expect(["image/png", "audio/wav"]).toContain(type);
    expect(said, path).toContain(name);
  }
});
