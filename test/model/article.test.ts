import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Article, toArticle } from "#model/article.ts";
import { MAX_BODY } from "#model/article-part.ts";
import { isRejection } from "#model/rejection.ts";
import { accepted, refused } from "./accepted.ts";

const CONTEXT = { timeZone: "Asia/Shanghai" };
const LEAST = { id: "87613", title: "山海相连", section: "news/politics", published: "2023-04-14" };

const read = (fields: object): Article => accepted(toArticle({ ...LEAST, ...fields }, CONTEXT));
const faults = (fields: object): readonly string[] =>
  refused(toArticle({ ...LEAST, ...fields }, CONTEXT));

test("an article of the four required fields gets the usual rest", () => {
  expect(toArticle(LEAST, CONTEXT)).toEqual({
    ...LEAST,
    published: "2023-04-14T00:00:00+08:00",
    precision: "day",
    body: "",
    format: "text",
    authors: [],
    also: [],
    tags: [],
    attachments: [],
    aliases: [],
    translations: {},
    corrections: [],
    status: "published",
  });
});

test("every field that a publisher may give is kept", () => {
  const value = {
    ...LEAST,
    published: "2023-04-14T08:00:00+08:00",
    body: "  *a*\n",
    format: "markdown",
    lang: "zh-hans",
    guid: "cms:1",
    url: "https://elsewhere.example/1",
    updated: "2023-04-15",
    summary: " s ",
    kicker: "k",
    authors: ["陆青禾", "宋怀远"],
    source: { name: "澜川日报", url: "https://daily.example.org/" },
    also: ["economy"],
    tags: ["茶"],
    image: { url: "media/a.png", alt: "a", width: 640.4, height: "400" },
    attachments: [
      { url: "media/a.wav", type: "audio/wav", title: "钟", size: 12_044, duration: 3 },
    ],
    aliases: ["/html/xw/dzyw/87613.html", "https://old.example/show.php?id=4411#top"],
    sequence: "87613",
    previous: { title: "前", id: 87612 },
    next: "后",
    translations: { EN: "en-1" },
    license: "https://creativecommons.org/licenses/by/4.0/",
    corrections: [{ at: "2023-04-16T09:00", note: "n" }],
    status: "withdrawn",
    embargo: "2023-04-14T10:00:00Z",
  };
  expect(accepted(toArticle(value, CONTEXT))).toEqual({
    ...value,
    precision: "time",
    lang: "zh-Hans",
    updated: "2023-04-15T00:00:00+08:00",
    summary: "s",
    image: { url: "media/a.png", alt: "a", width: 640, height: 400 },
    aliases: ["/html/xw/dzyw/87613.html", "/show.php?id=4411"],
    sequence: 87_613,
    previous: { title: "前", id: "87612" },
    next: { title: "后" },
    translations: { en: "en-1" },
    corrections: [{ at: "2023-04-16T09:00:00+08:00", note: "n" }],
  });
});

test("everything wrong with an article is named at once, with its place", () => {
  const value = {
    id: "a/b",
    section: "news/archive",
    published: "yesterday",
    lang: "klingonese!",
    status: "hidden",
    format: "pdf",
    url: "javascript:alert(1)",
    sequence: "first",
    image: { alt: "no url" },
    corrections: [{ note: "when?" }],
  };
  const outcome = toArticle(value, { ...CONTEXT, place: { file: "a.jsonl", line: 7 } });
  expect(isRejection(outcome) && outcome.place).toEqual({ file: "a.jsonl", line: 7 });
  expect(
    isRejection(outcome) &&
      outcome.faults.map(({ field }) => field ?? "").toSorted((a, b) => (a < b ? -1 : 1)),
  ).toEqual([
    "corrections[0]",
    "format",
    "id",
    "image.url",
    "lang",
    "published",
    "section",
    "sequence",
    "status",
    "title",
    "url",
  ]);
});

test.each(["\ufffe", "\u0080\u0085", "\u200b", "\u00ad \u2060", "\ud800", "\u3164"])(
  "a title of which nothing can be seen is refused: %j",
  (title) => {
    expect(toArticle({ ...LEAST, title }, { timeZone: "UTC" })).toMatchObject({
      kind: "rejection",
      faults: [{ field: "title", what: "has no character that can be seen" }],
    });
  },
);

test.each(["\ue000", "\u0600", "a\u200b", "·"])("a title of little is a title: %j", (title) => {
  expect(toArticle({ ...LEAST, title }, { timeZone: "UTC" })).toMatchObject({ title });
});

test.each(["id", "title", "section", "published"])("an article without %s is refused", (field) => {
  expect(faults({ [field]: undefined })).toEqual([`${field} is missing`]);
  expect(faults({ [field]: null })).toEqual([`${field} is missing`]);
  expect(faults({ [field]: "" })).toEqual([`${field} is missing`]);
});

test("fields left blank, as templates of front matter leave them, are as good as absent", () => {
  const fields =
    "lang updated embargo url license image source sequence tags authors also aliases attachments corrections " +
    "previous next translations status format summary guid";
  const blank = Object.fromEntries(fields.split(" ").map((field) => [field, ""]));
  expect(read(blank)).toEqual(read({}));
});

test("a body keeps its spaces and line ends, and is only limited in size", () => {
  expect(read({ body: "  a\r\n\u3000b  " }).body).toBe("  a\r\n\u3000b  ");
  expect(read({ body: "a".repeat(MAX_BODY) }).body).toHaveLength(MAX_BODY);
  expect(faults({ body: "a".repeat(MAX_BODY + 1) })).toEqual([
    `body is ${MAX_BODY + 1} characters long`,
  ]);
  expect(faults({ body: ["a"] })).toEqual(["body is not a text"]);
});

test("a body that names no format has that of its file", () => {
  const markdown = accepted(
    toArticle({ ...LEAST, body: "*a*" }, { ...CONTEXT, format: "markdown" }),
  );
  expect(markdown.format).toBe("markdown");
  expect(read({ body: "a", format: "html" }).format).toBe("html");
});

test.each(["also", "aliases", "attachments", "corrections", "tags", "authors"])(
  "a list of %s that nobody wrote by hand is refused, and costs nothing",
  (field) => {
    const items = Array.from({ length: 100_000 }, (_, index) => `/a${index}`);
    expect(faults({ [field]: items }).length).toBeLessThan(1_000);
  },
);

/** Articles as publishers write them, with every field there or not. */
const articles = fc.record(
  {
    id: fc.constantFrom<unknown>("1", 87_613, "鹿坪黑陶-2024", "e\u0301"),
    title: fc.string({ unit: "binary", minLength: 1 }).map((text) => `x${text}`),
    section: fc.constantFrom("news", "/culture/读书/"),
    published: fc.constantFrom("2023-04-14", "2023-04-14T00:00:00.0001Z", "2024-03-10 02:30"),
    precision: fc.constantFrom("day", "time"),
    body: fc.string({ unit: "binary" }),
    format: fc.constantFrom("html", "markdown", "text"),
    html: fc.string(),
    excerpt: fc.string(),
    lang: fc.constantFrom("zh_TW", "EN", "sr-latn"),
    guid: fc.string({ unit: "binary" }),
    url: fc.webUrl({ withFragments: true, withQueryParameters: true }),
    updated: fc.constantFrom("2023-04-14", "2023-04-14T08:00:00.5+05:45"),
    summary: fc.string(),
    kicker: fc.string(),
    authors: fc.array(fc.string({ unit: "grapheme" })),
    tags: fc.oneof(fc.string(), fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)))),
    source: fc.oneof(
      fc.constant("澜川日报"),
      fc.constant({ name: " n ", url: "http://a.example" }),
    ),
    also: fc.constantFrom<unknown>("economy", ["economy", "a/b"]),
    image: fc.constantFrom<unknown>("media/a.png", {
      url: " media/a.png ",
      width: 0.2,
      height: 1.5,
    }),
    attachments: fc.constantFrom<unknown>("media/a.wav", [{ url: "a", size: "12", duration: -0 }]),
    aliases: fc.array(
      fc.oneof(
        fc.webPath().map((path) => `/a${path}`),
        fc.constant("/旧/a?b=茶"),
      ),
    ),
    sequence: fc.oneof(
      fc.constant(-0),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    previous: fc.constantFrom<unknown>("t", { title: "t", id: 7 }),
    translations: fc.constantFrom<unknown>({ zh_TW: "1", en: 2 }, {}),
    license: fc.constant("https://creativecommons.org/licenses/by/4.0"),
    corrections: fc.constantFrom<unknown>({ at: "2023-04-14", note: "n" }, []),
    status: fc.constantFrom("published", "draft", "withdrawn"),
    embargo: fc.constant("2023-04-14T08:00:60-00:00"),
  },
  { requiredKeys: ["id", "title", "section", "published"] },
);

test("an article that was kept as JSON is read back as the same article, precision included", () => {
  let kept = 0;
  fc.assert(
    fc.property(articles, (value) => {
      const first = toArticle(value, CONTEXT);
      if (isRejection(first)) return;
      kept += 1;
      const second = toArticle(JSON.parse(JSON.stringify(first)), { timeZone: "America/New_York" });
      expect(second).toEqual(first);
    }),
    { numRuns: 500 },
  );
  expect(kept).toBeGreaterThan(300);
});
