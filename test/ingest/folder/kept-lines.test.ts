import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Content } from "#ingest/folder/content.ts";
import { DRAFTS_REVISION, type LateLine, readJsonLines } from "#ingest/folder/json-lines.ts";
import { readSiteSettings } from "#ingest/folder/site-settings.ts";
import type { KeptRows } from "#model/memoize.ts";
import { filesBelow } from "../../setup/shared-data.ts";

const NOW = Date.UTC(2026, 10, 1);

/** Tables that live as long as the test; what is in them went through JSON. */
function tablesOf() {
  const tables = new Map<string, Map<string, string>>();
  const counts = { put: 0, got: 0 };
  const rowsOf = (table: string): KeptRows => {
    const rows = tables.get(table) ?? new Map<string, string>();
    tables.set(table, rows);
    return {
      get(key) {
        const row = rows.get(key);
        if (row !== undefined) counts.got += 1;
        return row === undefined ? undefined : JSON.parse(row);
      },
      put(key, row) {
        counts.put += 1;
        rows.set(key, JSON.stringify(row));
      },
    };
  };
  return { rowsOf, counts };
}

function late(lines: readonly string[]): readonly (LateLine & { readonly times: () => number })[] {
  return lines.map((text) => {
    let times = 0;
    return {
      hash: createHash("sha256").update(text).digest("base64url"),
      text() {
        times += 1;
        return text;
      },
      times: () => times,
    };
  });
}

const SETTINGS = readSiteSettings(
  'title = "报"\nurl = "https://news.example"\nlang = "zh-Hans"\ntime_zone = "Asia/Shanghai"\nid_authority = "news.example,2026"\n',
  "site.toml",
);

type Options = Omit<Parameters<typeof readJsonLines>[1], "file" | "rowsOf">;

function read(lines: readonly (string | LateLine)[], more: object = {}, options: Options = {}) {
  return readJsonLines(lines, {
    file: "a.jsonl",
    settings: SETTINGS,
    now: NOW,
    ...options,
    ...more,
  });
}

/** All of a content that can be compared. */
function whole({ placeOf, originOf: _origins, articles, ...rest }: Content) {
  return {
    ...rest,
    articles: articles.map((article) => ({ ...article })),
    places: articles.map(({ id }) => [placeOf(id), placeOf(id, { field: "title", text: "x" })]),
  };
}

const base = (id: string, more: object = {}): string =>
  JSON.stringify({
    id,
    title: `题 ${id}`,
    section: "news",
    published: "2024-05-06",
    body: "正文。",
    ...more,
  });

/** Lines of all kinds, right ones beside such of which something is told. */
const KINDS: readonly ((id: string) => string)[] = [
  (id) => base(id),
  (id) => base(id, { body: "An English text of some words, that tells its language. ".repeat(9) }),
  (id) =>
    base(id, {
      format: "html",
      body: '<p onclick="x()">a<a href="/b">b</a></p><iframe src="https://x.example"></iframe>',
    }),
  (id) =>
    base(id, { format: "html", body: "<p>甲</p><script>1</script><svg><text>t</text></svg>" }),
  (id) => base(id, { format: "markdown", body: "# 题\n\n*强* [b](/b) ![](pic.jpg)" }),
  (id) => base(id, { format: "markdown", body: "- 一\n- 二", summary: "摘要" }),
  (id) => base(id, { unknown_one: 1, date: 2 }),
  (id) => base(id, { aliases: ["/old/same.html", `/old/${id}.html`] }),
  (id) => base(id, { aliases: [`/${id}`, `/${id}`], also: ["culture"], tags: ["a", "a"] }),
  (id) => base(id, { status: "draft" }),
  (id) => base(id, { status: "withdrawn" }),
  (id) => base(id, { draft: true }),
  (id) => base(id, { visibility: "who knows" }),
  (id) => base(id, { expires: "2027-01-01" }),
  (id) => base(id, { expires: "2025-01-01" }),
  (id) => base(id, { embargo: "2027-01-01T00:00:00Z", sequence: 3 }),
  (id) => base(id, { url: "https://else.example/a", guid: `tag:${id}`, image: "pic.jpg" }),
  (id) => base(id, { attachments: [{ url: "a.pdf" }] }),
  (id) => base(id, { lang: "xx-", published: "when" }),
  (id) =>
    base(id, { corrections: [{ at: "2024-05-07", text: "改" }], translations: { en: "other" } }),
  (id) =>
    `{"id": "${id}", "title": "a", "title": "b", "section": "news", "published": "2024-01-01"}`,
  () => base("same"),
  () => "",
  () => "{",
];

const linesOf = (kinds: readonly number[]): readonly string[] =>
  kinds.map((kind, at) => KINDS[kind % KINDS.length]!(`a${at}`));

test("lines that an earlier run read give what they gave, whatever stands in them", () => {
  const lines = linesOf(KINDS.map((_, kind) => kind));
  const plain = whole(read(lines));
  const { rowsOf, counts } = tablesOf();
  expect(whole(read(late(lines), { rowsOf }))).toEqual(plain);
  expect(counts.put).toBeGreaterThan(8);
  const { put } = counts;
  expect(whole(read(late(lines), { rowsOf }))).toEqual(plain);
  expect([counts.put, counts.got]).toEqual([put, put]);
});

test("an article has the fields that it was given, with its language and an excerpt", () => {
  const { rowsOf } = tablesOf();
  const right = {
    id: "a0",
    title: "题 a0",
    section: "news",
    published: "2024-05-06T00:00:00+08:00",
    precision: "day",
    body: "正文。",
    format: "text",
    excerpt: "正文。",
    lang: "zh-Hans",
    authors: [],
    also: [],
    tags: [],
    attachments: [],
    aliases: [],
    translations: {},
    corrections: [],
    status: "published",
  };
  for (const lines of [linesOf([0]), late(linesOf([0])), late(linesOf([0]))]) {
    const [article] = read(lines, { rowsOf }).articles;
    expect({ ...article }).toEqual(right);
    expect(Object.keys(article ?? {}).sort()).toEqual(Object.keys(right).sort());
  }
});

test("of lines that were read before none is decoded until somebody asks for its text", () => {
  const { rowsOf } = tablesOf();
  const lines = linesOf([0, 1, 2, 3, 4, 5, 6, 7]).slice(0, 7);
  read(late(lines), { rowsOf });
  const again = late(lines);
  const { articles } = read(again, { rowsOf });
  expect(again.map(({ times }) => times())).toEqual(lines.map((_, at) => (at === 4 ? 1 : 0)));
  expect(articles[0]?.body).toBe("正文。");
  expect(again[0]?.times()).toBe(1);
});

test("after any edits the next run gives what one without a memory gives", () => {
  const kinds = fc.array(fc.nat(KINDS.length - 1), { maxLength: 14 });
  const settings = fc.constantFrom(SETTINGS, undefined);
  const later = fc.constantFrom(NOW, Date.UTC(2027, 5, 1));
  fc.assert(
    fc.property(fc.array(fc.tuple(kinds, settings, later), { maxLength: 4 }), (runs) => {
      const { rowsOf } = tablesOf();
      for (const [some, site, now] of runs) {
        const lines = linesOf(some);
        const options: Options = { now, ...(site && { settings: site }) };
        const without = readJsonLines(lines, { file: "a.jsonl", ...options });
        const kept = readJsonLines(late(lines), { file: "a.jsonl", ...options, rowsOf });
        expect(whole(kept)).toEqual(whole(without));
      }
    }),
    { numRuns: 150 },
  );
});

test("articles of one origin are the same, and what others have a say in has none", () => {
  const { rowsOf } = tablesOf();
  const lines = linesOf(KINDS.map((_, kind) => kind));
  const byOrigin = new Map<string, object>();
  for (const run of [lines, lines.toReversed(), lines.slice(5)]) {
    const { articles, originOf } = read(late(run), { rowsOf });
    for (const article of articles) {
      const origin = originOf(article);
      if (origin === undefined) continue;
      expect({ ...article }).toEqual(byOrigin.get(origin) ?? { ...article });
      byOrigin.set(origin, { ...article });
    }
  }
  expect(byOrigin.size).toBeGreaterThan(8);
  const two = [base("one", { aliases: ["/old"] }), base("two", { aliases: ["/old"] })];
  const { articles, originOf } = read(late(two), { rowsOf });
  expect(articles.map((article) => originOf(article) !== undefined)).toEqual([true, false]);
});

test("what the publisher said of values is asked each time", () => {
  const { rowsOf, counts } = tablesOf();
  read(late(linesOf([0])), { rowsOf, answers: new Map() });
  expect(counts).toEqual({ put: 0, got: 0 });
});

test("what articles are made of as they are written is as it was: else raise DRAFTS_REVISION too", () => {
  const written = filesBelow(join(import.meta.dirname, "../../../seed"))
    .filter((path) => /\.(?:md|html)$/.test(path))
    .sort()
    .map((path, at) =>
      base(`s${at}`, {
        body: readFileSync(path, "utf8"),
        format: path.endsWith("md") ? "markdown" : "html",
      }),
    );
  const { articles } = read([...written, ...linesOf(KINDS.map((_, kind) => kind))]);
  expect(articles.length).toBeGreaterThan(70);
  const hash = createHash("sha256").update(JSON.stringify(articles)).digest("base64url");
  expect([DRAFTS_REVISION, hash.slice(0, 12)]).toMatchInlineSnapshot(`
    [
      1,
      "LCHXmwETdSiZ",
    ]
  `);
});
