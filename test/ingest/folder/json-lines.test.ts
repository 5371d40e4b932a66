import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readJsonLines } from "#ingest/folder/json-lines.ts";
import type { Content } from "#ingest/folder/content.ts";
import { filesBelow, sharedPath } from "../../setup/shared-data.ts";
import { rejected } from "../folder.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

const collections = sharedPath("data/search");

test.skipIf(!collections).each([
  ["k-rust", 748, "en"],
  ["drcd", 2_000, "zh-Hant"],
  ["cmrc", 1_104, "zh-Hans"],
  ["cranfield", 1_400, "en"],
])("the collection %s reads whole, %i articles, in under 3 seconds", (name, count, lang) => {
  const text = readFileSync(`${collections}/${name}/articles.jsonl`, "utf8");
  const started = cpuNow();
  const content = readJsonLines(text, { file: "articles.jsonl" });
  expect(cpuNow() - started).toBeLessThan(3_000);
  expect(content.articles).toHaveLength(count);
  expect([...content.rejections, ...content.notices]).toEqual([]);
  expect(content.site).toMatchObject({ title: "Broadsheet", lang });
  expect(content.articles.every(({ body, excerpt, lang }) => lang && (excerpt || !body))).toBe(
    true,
  );
});

const RIGHT =
  '{"id":"1","title":"甲","section":"news/politics","published":"2023-04-14","body":"天安門\\n\\n廣場"}';

function read(...lines: readonly string[]): Content {
  return readJsonLines(lines.join("\n"), { file: "a.jsonl" });
}

test("a line is an article, its body text, its language told, its sections made", () => {
  const { articles, site } = read(RIGHT);
  expect(articles).toMatchObject([
    {
      id: "1",
      format: "text",
      body: "天安門\n\n廣場",
      lang: "zh-Hant",
      excerpt: "天安門 廣場",
      precision: "day",
    },
  ]);
  expect(site.sections).toMatchObject([{ path: "news", children: [{ path: "news/politics" }] }]);
});

test("a byte order mark, carriage returns and empty lines are passed over", () => {
  const content = readJsonLines(`\ufeff\r\n${RIGHT}\r\n\r\n  \r\n`, { file: "a.jsonl" });
  expect(content.articles).toHaveLength(1);
  expect(content.rejections).toEqual([]);
});

test("a broken line is rejected with its number and the rest goes in", () => {
  const content = read("", "{", RIGHT, "[1]", '{"id":"2"}', RIGHT.replace('"1"', '"3"'));
  expect(content.articles.map(({ id }) => id)).toEqual(["1", "3"]);
  expect(rejected(content)).toEqual([
    expect.stringMatching(/^a\.jsonl:2: is not JSON: .*one object a line/),
    expect.stringMatching(/^a\.jsonl:4: is not an object with fields/),
    expect.stringMatching(
      /^a\.jsonl:5: section: is missing\na\.jsonl:5: published: is missing\na\.jsonl:5: title: is missing$/,
    ),
  ]);
});

test("the second article of an id is rejected and told where the first stands", () => {
  expect(rejected(read(RIGHT, "", RIGHT))).toEqual([
    "a.jsonl:3: id: 1 is the id of another article, at a.jsonl:1; give each article an id of its own",
  ]);
});

describe("no two articles are one item to readers of feeds", () => {
  /** A line with an id of its own and whatever is laid over it. */
  const line = (id: string, more: Readonly<Record<string, unknown>> = {}): string =>
    JSON.stringify({ ...(JSON.parse(RIGHT) as object), id, ...more });

  test("of two with one guid the second is rejected and told where the first stands", () => {
    const content = read(line("1", { guid: "urn:x" }), line("2", { guid: "urn:x" }), line("3"));
    expect(content.articles.map(({ id }) => id)).toEqual(["1", "3"]);
    expect(rejected(content)).toEqual([
      'a.jsonl:2: guid: "urn:x" is the feed item of another article, at a.jsonl:1; give it a guid of its own, or none, or remove one of the two articles',
    ]);
  });

  test("a guid that is the tag URI of another article is rejected, wherever that stands, and one that is the article's own is not", () => {
    const [own, other] = ["1", "2"].map((id) => `tag:broadsheet.invalid,2026:${id}`);
    const content = read(line("1", { guid: other }), line("2"), line("3"));
    expect(content.articles.map(({ id }) => id)).toEqual(["2", "3"]);
    expect(rejected(content)[0]).toMatch(/^a\.jsonl:1: guid: "tag:.*:2" is .*, at a\.jsonl:2;/);
    expect(rejected(read(line("1", { guid: own }), line("2")))).toEqual([]);
  });

  test("two articles whose ids were exchanged keep their items by guid, also three in a ring", () => {
    const [one, two, three] = ["1", "2", "3"].map((id) => `tag:broadsheet.invalid,2026:${id}`);
    const pair = read(line("1", { guid: two }), line("2", { guid: one }), line("3"));
    expect(rejected(pair)).toEqual([]);
    expect(pair.articles.map(({ id, guid }) => [id, guid])).toEqual([
      ["1", two],
      ["2", one],
      ["3", undefined],
    ]);
    const ring = [line("1", { guid: two }), line("2", { guid: three }), line("3", { guid: one })];
    expect(rejected(read(...ring))).toEqual([]);
    // Atom takes no number for an id, and names the article by its tag URI.
    expect(rejected(read(line("1", { guid: two }), line("2", { guid: "7" })))).toHaveLength(1);
    expect(rejected(read(line("2", { guid: "7" }), line("1", { guid: two })))).toHaveLength(1);
  });

  test("a withdrawn article may leave its guid to the one that takes its place", () => {
    const withdrawn = line("1", { guid: "urn:x", status: "withdrawn" });
    const heir = line("3", { guid: "tag:broadsheet.invalid,2026:4" });
    const old = line("4", { status: "withdrawn" });
    const content = read(withdrawn, line("2", { guid: "urn:x" }), heir, old);
    expect(rejected(content)).toEqual([]);
    expect(content.articles).toHaveLength(4);
  });
});

test("HTML is made safe and given HTML of its own is not believed", () => {
  const fields = {
    id: "1",
    title: "t",
    section: "news",
    published: "2023-04-14",
    html: "<script>",
  };
  const body = "<p onclick=x>甲<script>y</script><a href=b>乙</a>";
  const [article, text] = read(
    JSON.stringify({ ...fields, body, format: "html" }),
    JSON.stringify({ ...fields, id: "2", body }),
  ).articles;
  expect(text).toMatchObject({ body, format: "text" });
  expect(text?.html).toBeUndefined();
  expect(article?.body).toBe('<p>甲<a href="https://own.broadsheet.invalid/articles/b">乙</a></p>');
  expect(article?.html).toBeUndefined();
});

test("a list nested 100,000 deep in a field is rejected", () => {
  const deep = `{"id":"1","title":"t","section":"s","published":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  expect(rejected(read(deep))).toEqual([expect.stringMatching(/^a\.jsonl:1: /)]);
});

const hostile = sharedPath("data/hostile/jsontestsuite");

test.skipIf(!hostile)("every file of the JSON test suite gives articles or rejections", () => {
  const files = filesBelow(hostile ?? "");
  expect(files.length).toBeGreaterThan(300);
  for (const file of files) {
    const content = readJsonLines(readFileSync(file, "utf8"), { file });
    expect(content.articles, file).toEqual([]);
  }
});

const line = (fields: object): string =>
  JSON.stringify({ title: "A", section: "news", published: "2023-04-14", ...fields });

test("a line that is no object is one fault, whatever it lacks", () => {
  const { rejections } = readJsonLines("[1,2]\n", { file: "a.jsonl" });
  expect(rejections.map(({ faults }) => faults)).toEqual([
    [{ what: "is not an object with fields" }],
  ]);
});

test("ids that differ in capitals alone, and a key that is there twice, are noticed", () => {
  const text = `${line({ id: "a1" })}\n${line({ id: "A1" }).replace("{", '{"title":"B",')}\n`;
  const { articles, notices } = readJsonLines(text, { file: "a.jsonl" });
  expect(articles.map(({ id }) => id)).toEqual(["a1", "A1"]);
  const told = notices.flatMap(({ place, faults }) =>
    faults.map(({ field, what }) => `${place.line ?? 0}: ${field}: ${what}`),
  );
  expect(told).toEqual(
    expect.arrayContaining([
      "2: id: A1 differs in capitals alone from a1, at a.jsonl:1",
      "2: title: is there twice in the line; the last counts",
    ]),
  );
});

test("a section that lies too deep is told so, not that its letters are wrong", () => {
  const section = Array.from({ length: 9 }, (_, depth) => `s${depth}`).join("/");
  const { rejections } = readJsonLines(line({ id: "a1", section }), { file: "a.jsonl" });
  expect(rejections.map(({ faults }) => faults[0])).toEqual([
    {
      field: "section",
      what: `"${section}" is 9 sections deep`,
      fix: "at most 8 are allowed: join some of them",
    },
  ]);
});
