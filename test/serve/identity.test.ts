import { expect, test } from "vitest";
import { ask, costOf, feedJson, NOW, published } from "./published.ts";
import { article, BASE_URL, manyArticles, SITE } from "./sample-site.ts";

const HOUR = 3_600_000;
const FORMATS = ["feed.xml", "atom.xml", "feed.json"] as const;

/** The ids of the items of a feed, in each format. */
async function idsOf(folder: string, now: number): Promise<readonly (readonly string[])[]> {
  const [rss = "", atom = "", json = ""] = await Promise.all(
    FORMATS.map(async (file) => (await ask(`${folder}/${file}`, { now })).text),
  );
  return [
    [...rss.matchAll(/<guid[^>]*>([^<]*)<\/guid>/g)].map(([, id = ""]) => id),
    [...atom.matchAll(/<entry[ >].*?<id>([^<]*)<\/id>/gs)].map(([, id = ""]) => id),
    feedJson({ text: json }).items.map(({ id }) => id),
  ];
}

test("an item keeps its id in every format when it is renamed, moved, rewritten, read from another source, and when the site gets another name or domain or https", async () => {
  const first = { id: "甲", title: "一", section: "news", published: "2026-04-01", body: "x" };
  const second = { ...first, id: "b", published: "2026-04-02", guid: "urn:old:7", aliases: ["/b"] };
  const expected = ["urn:old:7", "tag:example.org,2026:%E7%94%B2"];
  const changes: readonly [Record<string, unknown>, Partial<typeof SITE>][] = [
    [{}, {}],
    [{ title: "二", body: "<p>y</p>", format: "html", authors: ["王"] }, {}],
    [{ section: "english", also: ["overseas"] }, {}],
    [{ published: "2026-04-03T08:00:00+08:00", sequence: 5, updated: "2026-04-05" }, {}],
    [{}, { title: "Another", url: "http://other.example.com" }],
    [{ url: "https://elsewhere.example/a" }, { url: "https://other.example.com" }],
  ];
  for (const [step, [fields, settings]] of changes.entries()) {
    const now = NOW + step * HOUR;
    const articles = [article({ ...first, ...fields }), article({ ...second, ...fields })];
    await published(articles, { now, site: { ...SITE, ...settings } });
    for (const ids of await idsOf("", now)) expect(ids.toSorted()).toEqual(expected.toSorted());
  }
});

test("a withdrawn article leaves a tombstone in the Atom feeds it was in, which change with their date; other sections keep theirs", async () => {
  const articles = manyArticles(200);
  const target = articles.at(-1)!;
  const [own = ""] = target.section.split("/");
  const other = articles.find(({ section, also }) => section !== own && also.length === 0)!.section;
  const begin = NOW + 20 * HOUR;
  await published(articles, { now: begin });
  const folders = ["", `/sections/${target.section}`];
  const elsewhere = other.startsWith(own) ? "/sections/english" : `/sections/${other}`;
  const tags = async (folder: string, now: number) =>
    Promise.all(
      FORMATS.map(async (file) => (await ask(`${folder}/${file}`, { now })).headers.get("ETag")),
    );
  const before = await Promise.all([...folders, elsewhere].map((folder) => tags(folder, begin)));
  const now = begin + 2 * HOUR;
  const rest = articles.map((each) =>
    each === target ? { ...each, status: "withdrawn" as const } : each,
  );
  await published(rest, { now });
  const after = await Promise.all([...folders, elsewhere].map((folder) => tags(folder, now)));
  for (const index of [0, 1])
    for (const [at, tag] of after[index]!.entries()) expect(tag).not.toBe(before[index]![at]);
  expect(after[2]).toEqual(before[2]);
  const when = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const deleted = `<at:deleted-entry ref="tag:example.org,2026:${target.id}" when="${when}"/>`;
  for (const folder of folders) {
    const atom = await ask(`${folder}/atom.xml`, { now });
    expect(atom.text).toContain(deleted);
    expect(atom.headers.get("Last-Modified")).toBe(new Date(now).toUTCString());
    expect(costOf(atom)).toMatchObject({ reads: 3, rounds: 2 });
    const unchanged = await ask(`${folder}/atom.xml`, {
      now,
      headers: { "If-None-Match": atom.headers.get("ETag") ?? "" },
    });
    expect([unchanged.status, costOf(unchanged).reads]).toEqual([304, 1]);
    const json = await ask(`${folder}/feed.json`, { now });
    const told: Record<"items", { id: string }[]> &
      Record<"_broadsheet", { withdrawn: { id: string }[] }> = JSON.parse(json.text);
    expect(told.items.map(({ id }) => id)).not.toContain(`tag:example.org,2026:${target.id}`);
    expect(told["_broadsheet"].withdrawn.map(({ id }) => id)).toContain(
      `tag:example.org,2026:${target.id}`,
    );
    expect(costOf(json).reads).toBe(3);
  }
  expect((await ask(`${elsewhere}/atom.xml`, { now })).text).not.toContain("deleted-entry");
  expect((await ask(`/articles/${target.id}`, { now })).status).toBe(410);
});

test("a feed whose newest page holds everything says so, and one with archives does not", async () => {
  const now = NOW + 30 * HOUR;
  await published([...manyArticles(120), article({ section: "新书", id: "only" })], { now });
  const small = encodeURI("/sections/新书");
  for (const file of ["feed.xml", "atom.xml"]) {
    expect((await ask(`${small}/${file}`, { now })).text).toContain("<fh:complete/>");
    expect((await ask(`/${file}`, { now })).text).not.toContain("<fh:complete/>");
  }
});

test("an article that comes late stands last in the feed, and not among the newest on the page for people, whose pages have it in its place", async () => {
  const articles = manyArticles(200);
  const begin = NOW + 40 * HOUR;
  await published(articles, { now: begin });
  const late = article({ id: "late", title: "Late", published: articles[20]!.published });
  const now = begin + HOUR;
  await published([...articles, late], { now });
  const feed = feedJson(await ask("/feed.json", { now }));
  expect(feed.items.at(-1)?.id).toBe("tag:example.org,2026:late");
  const met: string[] = [];
  let next: string | undefined = "/";
  while (next !== undefined) {
    const { text } = await ask(next, { now });
    met.push(...[...text.matchAll(/href="[^"]*\/articles\/([^"/]+)"/g)].map(([, id = ""]) => id));
    const older = /href="([^"]*[?]cursor=[^"]*)"/.exec(text)?.[1]?.replaceAll("&amp;", "&");
    next = older && new URL(older, `${BASE_URL}/`).search.replace(/^/, "/");
  }
  expect(new Set(met).size).toBe(201);
});
