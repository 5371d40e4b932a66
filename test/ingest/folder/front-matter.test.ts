import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type FrontMatter, hasFrontMatter, readFrontMatter } from "#ingest/folder/front-matter.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

const PLACE = { file: "a.md" };

function read(text: string): FrontMatter {
  const front = readFrontMatter(text, PLACE);
  if (isRejection(front)) throw new TypeError(describeRejection(front));
  return front;
}

function refused(text: string): string {
  const front = readFrontMatter(text, PLACE);
  return isRejection(front) ? describeRejection(front) : "accepted";
}

test("numbers, dates and words of YAML stay as they were written", () => {
  const { fields } = read(
    "---\nid: 007\nversion: 1.10\npublished: 2023-04-14\nyes: true\nbig: 12345678901234567890\nnone: ~\nempty:\ntags: [1, 甲]\nsource: { name: 丙 }\n---\n",
  );
  expect(fields).toEqual({
    id: "007",
    version: "1.10",
    published: "2023-04-14",
    yes: "true",
    big: "12345678901234567890",
    none: null,
    empty: null,
    tags: ["1", "甲"],
    source: { name: "丙" },
  });
});

test("TOML between +++ gives the same, dates with their offset", () => {
  const { fields, body } = read(
    '+++\nid = 7\nday = 2023-04-14\nat = 2023-04-14T08:00:00+08:00\nbig = 12345678901234567890\n[source]\nname = "丙"\n+++\nbody',
  );
  expect(fields).toEqual({
    id: 7,
    day: "2023-04-14",
    at: "2023-04-14T08:00:00.000+08:00",
    big: "12345678901234567890",
    source: { name: "丙" },
  });
  expect(body).toBe("body");
});

test.each<[string, string, number]>([
  ["blank lines above", "\n \n---\nid: 1\ndraft: true\n---\nb\n", 7],
  ["blank lines above TOML", '\n+++\nid = "1"\ndraft = "true"\n+++\nb\n', 6],
  ["a comment first", "\n---\n# c\nid: 1\ndraft: true\n---\nb\n", 7],
  ["a language behind the fence", "---yaml\nid: 1\ndraft: true\n---\nb\n", 5],
  ["JSON behind the fence", '---json\n{"id": "1", "draft": "true"}\n---\nb\n', 4],
  ["TOML behind the fence", '---toml\nid = "1"\ndraft = "true"\n---\nb\n', 5],
  ["fields merged from elsewhere", "---\nid: 1\n<<: { draft: true }\n---\nb\n", 5],
  ["fields merged from an anchor", "---\nbase: &b { draft: true }\nid: 1\n<<: *b\n---\nb\n", 6],
])("front matter is read with %s", (_what, text, line) => {
  const { fields, body, bodyLine } = read(text);
  expect(fields).toMatchObject({ id: "1", draft: "true" });
  expect([body, bodyLine]).toEqual(["b\n", line]);
});

test("what stands before a rule is no front matter, and a script is none that is run", () => {
  expect(hasFrontMatter("\n---\n\ntext\n")).toBe(false);
  expect(hasFrontMatter("---word\n")).toBe(false);
  expect(refused("\n\n---\nid: 1\nid: 2\n---\n")).toMatch(/^a\.md:5: front matter is not YAML/);
  expect(refused("---js\n{ draft: true }\n---\n")).toMatch(/^a\.md:1: front matter is a script/);
});

test("the body is what stands after the second fence, rules and fences in it included", () => {
  const { body, bodyLine, lineOf } = read("---  \nid: 1\ntitle: a\n---\nb\n\n---\nc\n");
  expect(body).toBe("b\n\n---\nc\n");
  expect(bodyLine).toBe(5);
  expect([lineOf("title"), lineOf("id"), lineOf("absent")]).toEqual([3, 2, 1]);
});

test.each([
  ["no front matter at all", "# title\n", /^a\.md: has no front matter; begin the file with ---/],
  ["an empty file", "", /^a\.md: has no front matter/],
  [
    "a fence that is never closed",
    "---\nid: 1\n",
    /^a\.md:1: front matter that begins here never ends/,
  ],
  [
    "an unquoted colon",
    "---\nid: 1\ntitle: a: b\n---\n",
    /^a\.md:3: front matter is not YAML: Nested mappings .*double quotes/,
  ],
  [
    "a field that is there twice",
    "---\nid: 1\nid: 2\n---\n",
    /^a\.md:3: front matter is not YAML: Map keys must be unique/,
  ],
  ["an unknown alias", "---\nid: *x\n---\n", /Unresolved alias/],
  [
    "a list in place of fields",
    "---\n- a\n---\n",
    /^a\.md:2: front matter is not a list of fields/,
  ],
  ["broken TOML", "+++\nid = 1\ntitle = a b\n+++\n", /^a\.md:3: front matter is not TOML/],
  ["70,000 characters", `---\n${"a: b\n".repeat(14_000)}---\n`, /longer than 32000 characters/],
])("%s is rejected with its line", (_title, text, expected) => {
  expect(refused(text)).toMatch(expected);
});

test("aliases that would multiply are refused at once", () => {
  const bomb =
    "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]";
  expect(refused(`---\n${bomb}\n---\n`)).toMatch(/Excessive alias count/);
});

test.each(["[", "{a: ", "- ", "? ", "!!js/function ", "&a "])(
  "30,000 characters of %s are read in under a second",
  (part) => {
    const started = cpuNow();
    readFrontMatter(`---\nx: ${part.repeat(30_000 / part.length)}\n---\n`, PLACE);
    readFrontMatter(`+++\nx = ${part.repeat(30_000 / part.length)}\n+++\n`, PLACE);
    expect(cpuNow() - started).toBeLessThan(1_000);
  },
);

test("a field named __proto__ changes no prototype", () => {
  const { fields } = read("---\nid: 1\n__proto__: { title: x }\nconstructor: y\n---\n");
  expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  expect(fields["title"]).toBeUndefined();
});

test("no text at all makes it throw", () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom("---", "+++", "a: b", "- c", "d = 1", "[e]", "  f: [", "'", '"""'),
  );
  fc.assert(
    fc.property(
      fc.constantFrom("---\n", "+++\n"),
      fc.array(line, { maxLength: 12 }),
      (fence, lines) => {
        readFrontMatter(`${fence}${lines.join("\n")}\n${fence}`, PLACE);
      },
    ),
    { numRuns: 2_000 },
  );
});
