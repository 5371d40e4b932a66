import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readJsonLines } from "../../src/ingest/json-lines.ts";
import type { Content } from "../../src/ingest/content.ts";
import { filesBelow, sharedPath } from "../setup/shared-data.ts";
import { rejected } from "./folder.ts";
import { cpuNow } from "../setup/cpu-time.ts";

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
  expect(content.site).toMatchObject({ title: "articles", lang });
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
