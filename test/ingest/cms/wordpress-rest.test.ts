import { expect, test } from "vitest";
import { createRestNames } from "#ingest/cms/wordpress-rest-names.ts";
import { restEntry, restRecords, type RestRecord } from "#ingest/cms/wordpress-rest.ts";
import { createEntryIds } from "#ingest/feed/entry-id.ts";
import { toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";

const SETTINGS = { timeZone: "Asia/Shanghai" };
const HOME = "https://river.example/";

const POST = {
  id: 7,
  date: "2023-05-01T20:00:00",
  date_gmt: "2023-05-01T12:00:00",
  modified_gmt: "2023-05-01T12:00:00",
  guid: { rendered: "https://river.example/?p=7" },
  slug: "bell",
  status: "publish",
  type: "post",
  link: "https://river.example/2023/05/bell/",
  title: { rendered: "The bell" },
  content: { rendered: "<p>It rang twice.</p>", protected: false },
  excerpt: { rendered: "<p>It rang twice.</p>", protected: false },
  author: 1,
  featured_media: 0,
  categories: [3],
  tags: [],
};

const CATEGORIES = [
  { id: 2, name: "Top &amp; More", slug: "top", parent: 0 },
  { id: 3, name: "Sub", slug: "sub", parent: 2 },
  { id: 4, name: "要闻", slug: "%e8%a6%81%e9%97%bb", parent: 0 },
  { id: 5, name: "Round", slug: "round", parent: 6 },
  { id: 6, name: "And round", slug: "and-round", parent: 5 },
  { id: 10, name: "Without a slug", parent: 0 },
];
const TAGS = [
  { id: 8, name: "Q&amp;A" },
  { id: 9, name: "C&#43;&#43; &lt;3" },
  { id: 11, name: "大桥" },
];
const USERS = [
  { id: 1, name: "Ada" },
  { id: 2, name: "O&#8217;Neil &amp; Sons" },
];
const MEDIA = [
  { id: 20, source_url: "https://river.example/f.jpg", alt_text: "A &amp; B" },
  { id: 21, source_url: "https://river.example/g.jpg", alt_text: "" },
  { id: 22, source_url: "", alt_text: "No address" },
  { id: 23, source_url: "/wp-content/h.jpg", alt_text: "桥 &#8220;夜&#8221;" },
];

/** What a post of these changes becomes. */
function entryOf(changes: RestRecord, isMigration = false) {
  const names = createRestNames();
  names.add("categories", CATEGORIES);
  names.add("tags", TAGS);
  names.add("users", USERS);
  names.add("media", MEDIA);
  const post = { ...POST, ...changes };
  names.addEmbedded(post);
  return restEntry(post, { ids: createEntryIds(), names, home: HOME, isMigration });
}

test("a post gives an article", () => {
  const { fields, notices, findings } = entryOf({});
  expect([notices, findings.hidings, findings.leftOut]).toEqual([[], [], []]);
  const article = toArticle(fields, SETTINGS);
  expect(isRejection(article) ? article : "").toBe("");
  expect(article).toMatchObject({
    id: "bell",
    guid: "https://river.example/?p=7",
    title: "The bell",
    section: "top/sub",
    published: "2023-05-01T20:00:00+08:00",
    url: "https://river.example/2023/05/bell/",
    authors: ["Ada"],
    status: "published",
  });
});

test.each<[string, RestRecord, Readonly<Record<string, unknown>>]>([
  // Words: entities are read once, and never twice.
  ["a title with an entity", { title: { rendered: "R&amp;D" } }, { title: "R&D" }],
  ["a number's entity", { title: { rendered: "2 &#8211; 3" } }, { title: "2 – 3" }],
  ["an entity that was written out", { title: { rendered: "&amp;amp;" } }, { title: "&amp;" }],
  ["a Chinese title", { title: { rendered: "“澜河”号&hellip;" } }, { title: "“澜河”号…" }],
  ["an element in a title", { title: { rendered: "<em>One</em> two" } }, { title: "One two" }],
  ["a comparison in a title", { title: { rendered: "1 &lt; 2" } }, { title: "1 < 2" }],
  ["a title that is no object", { title: "Plain &amp; old" }, { title: "Plain & old" }],
  ["a title of who may write", { title: { raw: "Raw" } }, { title: "Raw" }],
  // Excerpts: those of WordPress's own making are no summary.
  ["an excerpt cut from the text", { excerpt: { rendered: "<p>It rang [&hellip;]</p>" } }, {}],
  ["one that leads on", { excerpt: { rendered: "It rang … Continue reading Bell" } }, {}],
  ["none", { excerpt: { rendered: "" } }, {}],
  [
    "a written excerpt",
    { excerpt: { rendered: "<p>Twice &amp; loud.</p>" } },
    { summary: "Twice & loud." },
  ],
  // Sections.
  ["an outer category", { categories: [2] }, { section: "top", also: [] }],
  ["an outer one beside its own", { categories: [2, 3] }, { section: "top/sub", also: [] }],
  ["two", { categories: [4, 3] }, { section: "top/sub", also: ["要闻"] }],
  ["a Chinese one", { categories: [4] }, { section: "要闻" }],
  ["one without a slug", { categories: [10] }, { section: "without-a-slug" }],
  ["one that nobody named", { categories: [99] }, { section: "news" }],
  ["none at all", { categories: [] }, { section: "news" }],
  ["categories that lie in each other", { categories: [5] }, { section: "and-round/round" }],
  ["a page", { type: "page", categories: undefined }, { section: "pages" }],
  // Tags and authors.
  ["tags with entities", { tags: [8, 9] }, { tags: ["Q&A", "C++ <3"] }],
  ["a Chinese tag", { tags: [11] }, { tags: ["大桥"] }],
  ["a tag that nobody named", { tags: [77, 8] }, { tags: ["Q&A"] }],
  ["an author with entities", { author: 2 }, { authors: ["O’Neil & Sons"] }],
  ["an author whom nobody named", { author: 55 }, { authors: [] }],
  [
    "an author whom the post brings along",
    { author: 56, _embedded: { author: [{ id: 56, name: "Eve" }] } },
    { authors: ["Eve"] },
  ],
  [
    "an author whom the site does not show",
    { author: 57, _embedded: { author: [{ code: "rest_user_invalid_id", message: "No." }] } },
    { authors: [] },
  ],
  [
    "several authors of a plugin",
    { coauthors: [{ display_name: "Ada" }, { display_name: "Bea" }] },
    { authors: ["Ada", "Bea"] },
  ],
  [
    "an author whom only another plugin tells",
    { author: 58, yoast_head_json: { author: "Cy" } },
    { authors: ["Cy"] },
  ],
  // Featured images.
  [
    "a featured image with its alt",
    { featured_media: 20 },
    { image: { url: "https://river.example/f.jpg", alt: "A & B" } },
  ],
  ["one without an alt", { featured_media: 21 }, { image: { url: "https://river.example/g.jpg" } }],
  ["one without an address", { featured_media: 22 }, { image: undefined }],
  [
    "one below the site",
    { featured_media: 23 },
    { image: { url: "https://river.example/wp-content/h.jpg", alt: "桥 “夜”" } },
  ],
  ["one that is gone", { featured_media: 24 }, { image: undefined }],
  ["none", { featured_media: 0 }, { image: undefined }],
  [
    "one that only a plugin tells",
    { jetpack_featured_media_url: "https://i0.wp.example/j.jpg" },
    { image: { url: "https://i0.wp.example/j.jpg" } },
  ],
  [
    "one that the post brings along",
    {
      featured_media: 25,
      _embedded: {
        "wp:featuredmedia": [{ id: 25, source_url: "https://river.example/k.jpg", alt_text: "K" }],
      },
    },
    { image: { url: "https://river.example/k.jpg", alt: "K" } },
  ],
  // Moments: WordPress writes the site's clock and GMT, and neither with an offset.
  [
    "a clock behind GMT",
    { date: "2023-05-01T07:30:00" },
    { published: "2023-05-01T07:30:00-04:30" },
  ],
  ["GMT itself", { date: "2023-05-01T12:00:00" }, { published: "2023-05-01T12:00:00Z" }],
  ["GMT alone", { date: undefined }, { published: "2023-05-01T12:00:00Z" }],
  ["a change", { modified_gmt: "2023-05-03T12:00:00" }, { updated: "2023-05-03T12:00:00Z" }],
  ["no change", { modified_gmt: "2023-05-01T12:00:00" }, { updated: undefined }],
  ["a change before", { modified_gmt: "2023-04-01T12:00:00" }, { updated: undefined }],
  // Addresses.
  ["an address below the site", { link: "/x/" }, { url: "https://river.example/x/" }],
  ["no address", { link: undefined }, { url: undefined }],
  ["a slug in Chinese", { slug: "%e5%a4%a7%e6%a1%a5" }, { id: "大桥" }],
  ["no slug", { slug: "" }, { id: "bell" }],
  // Languages of plugins.
  ["a language", { lang: "zh" }, { lang: "zh" }],
])("%s", (_, changes, told) => {
  const { fields } = entryOf(changes);
  if (!("summary" in told)) expect(fields).not.toHaveProperty("summary");
  const article = toArticle(fields, SETTINGS);
  expect(isRejection(article) ? article : "").toBe("");
  for (const [name, value] of Object.entries(told)) {
    if (value === undefined) expect(fields).not.toHaveProperty(name);
    else expect(article).toMatchObject({ [name]: value });
  }
});

test.each<[string, RestRecord, string | undefined]>([
  ["a published post", {}, undefined],
  ["a private one, which a key shows", { status: "private" }, "status"],
  ["a draft, which a key shows", { status: "draft" }, "status"],
  ["one that waits", { status: "pending" }, "status"],
  ["one in the bin", { status: "trash" }, "status"],
  ["a word that is not known", { status: "members-only" }, "status"],
  ["a text behind a password", { content: { rendered: "", protected: true } }, "password"],
  ["only its excerpt is", { excerpt: { rendered: "", protected: true } }, "password"],
  ["a password itself", { password: "x" }, "password"],
  ["no password", { password: "" }, undefined],
  ["no body", { content: { rendered: " \n" } }, "body"],
  [
    "a picture for a body",
    { content: { rendered: '<img src="https://river.example/a.png">' } },
    undefined,
  ],
])("%s is published only where nothing is said against it", (_, changes, field) => {
  const { fields, findings } = entryOf(changes);
  expect(fields["status"]).toBe(field === undefined ? "published" : "draft");
  expect(findings.hidings.map((hiding) => hiding.field)).toEqual(
    field === undefined ? [] : [expect.stringContaining(field)],
  );
});

test.each<[string, RestRecord, readonly string[]]>([
  ["its address and the short one", {}, ["/2023/05/bell/", "/?p=7"]],
  ["one with a query", { link: "https://river.example/?p=7" }, ["/?p=7"]],
  ["one in Chinese", { link: "https://river.example/大桥/" }, ["/%E5%A4%A7%E6%A1%A5/", "/?p=7"]],
  ["none", { link: undefined }, ["/?p=7"]],
])("a site that moves here keeps: %s", (_, changes, aliases) => {
  const { fields } = entryOf(changes, true);
  expect(fields).not.toHaveProperty("url");
  expect(fields["aliases"]).toEqual(aliases);
});

test.each<[string, string, number | undefined]>([
  ["a list", '[{"id":1},{"id":2}]', 2],
  ["a list with a mark before it", '\ufeff[{"id":1}]', 1],
  ["an empty one", "[]", 0],
  ["one post", '{"id":1}', 1],
  ["a list with what is none", '[{"id":1},null,3]', 1],
  ["a fault", '{"code":"rest_no_route","message":"No route was found"}', undefined],
  ["a page", "<!doctype html><title>Not here</title>", undefined],
  ["nothing", "", undefined],
])("%s is read as what it is", (_, text, posts) => {
  expect(restRecords(text)?.length).toBe(posts);
});
