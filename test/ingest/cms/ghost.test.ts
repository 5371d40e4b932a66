import { expect, test } from "vitest";
import { readGhost } from "#ingest/cms/ghost.ts";
import { toArticle } from "#model/article.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";

const EXPORT = {
  db: [
    {
      data: {
        posts: [
          {
            id: "a1",
            title: "One",
            slug: "one",
            html: '<p><img src="__GHOST_URL__/i.png"></p>',
            status: "published",
            visibility: "public",
            type: "post",
            published_at: "2023-04-14T00:00:00.000Z",
            updated_at: "2023-04-15T00:00:00.000Z",
            feature_image: "__GHOST_URL__/f.png",
            custom_excerpt: "s",
          },
          {
            id: "a2",
            title: "Two",
            slug: "two",
            html: "<p>x</p>",
            status: "published",
            visibility: "paid",
            type: "post",
            published_at: 1681430400000,
          },
          {
            id: "a3",
            title: "Three",
            slug: "three",
            html: "",
            status: "draft",
            type: "page",
            created_at: "2023-04-14T00:00:00.000Z",
          },
        ],
        tags: [
          { id: "t1", name: "News", slug: "news" },
          { id: "t2", name: "Bells", slug: "bells" },
          { id: "t3", name: "#hidden", slug: "hash-hidden" },
        ],
        posts_tags: [
          { post_id: "a1", tag_id: "t2", sort_order: 1 },
          { post_id: "a1", tag_id: "t1", sort_order: 0 },
          { post_id: "a1", tag_id: "t3", sort_order: 2 },
        ],
        users: [{ id: "u1", name: "Anna" }],
        posts_authors: [{ post_id: "a1", author_id: "u1", sort_order: 0 }],
        settings: [{ key: "title", value: "G" }],
      },
    },
  ],
};

test("posts come with their first tag as section, their authors and their guid; members' posts and drafts stay unseen", () => {
  const reading = readGhost(
    JSON.stringify(EXPORT),
    { file: "a.json" },
    { site: "https://g.example" },
  );
  if (isRejection(reading)) throw new TypeError(describeRejection(reading));
  expect(reading.title).toBe("G");
  expect(reading.entries.map(({ fields }) => fields)).toMatchObject([
    {
      id: "one",
      guid: "a1",
      title: "One",
      section: "news",
      tags: ["Bells"],
      authors: ["Anna"],
      body: '<p><img src="https://g.example/i.png"></p>',
      image: { url: "https://g.example/f.png" },
      published: "2023-04-14T00:00:00Z",
      updated: "2023-04-15T00:00:00Z",
      summary: "s",
      status: "published",
      url: "https://g.example/one/",
    },
    { id: "two", published: "2023-04-14T00:00:00.000Z", status: "draft" },
    { id: "three", section: "pages", status: "draft" },
  ]);
  expect(reading.entries[1]?.findings.hidings).toEqual([
    { field: "visibility", value: "paid", isDoubt: true },
  ]);
  expect(
    reading.entries.every(({ fields }) => !isRejection(toArticle(fields, { timeZone: "UTC" }))),
  ).toBe(true);
});

test("a site that moves here keeps its addresses", () => {
  const reading = readGhost(JSON.stringify(EXPORT), {}, { isMigration: true });
  expect(!isRejection(reading) && reading.entries[0]?.fields).toMatchObject({ aliases: ["/one/"] });
});

test.each(["", "{", "[]", "{}", '{"db":[]}', '{"db":[{"data":{"posts":1}}]}'])(
  "%j is rejected",
  (text) => {
    expect(isRejection(readGhost(text, {}))).toBe(true);
  },
);

function posts(...given: readonly Readonly<Record<string, unknown>>[]) {
  const base = {
    status: "published",
    visibility: "public",
    type: "post",
    published_at: "2023-04-14",
  };
  const all = given.map((post, index) => ({
    ...base,
    id: `p${index}`,
    slug: `s${index}`,
    title: "T",
    ...post,
  }));
  const reading = readGhost(JSON.stringify({ db: [{ data: { posts: all } }] }), {});
  if (isRejection(reading)) throw new TypeError(describeRejection(reading));
  return reading;
}

test("a post that only has its editor's document is converted", () => {
  const lexical = {
    root: {
      children: [
        { type: "heading", tag: "h2", children: [{ type: "text", text: "A & B" }] },
        {
          type: "paragraph",
          children: [
            { type: "text", text: "bold", format: 1 },
            {
              type: "link",
              url: "https://a.example/",
              children: [{ type: "text", text: " link" }],
            },
          ],
        },
        { type: "image", src: "/i.png", alt: "i", caption: "c" },
        { type: "signup" },
      ],
    },
  };
  const mobiledoc = {
    markups: [["a", ["href", "https://a.example/"]], ["strong"]],
    cards: [
      ["markdown", { markdown: "# Title\n\n**words**" }],
      ["paywall", {}],
    ],
    sections: [
      [1, "p", [[0, [0, 1], 2, "x < y"]]],
      [3, "ul", [[[0, [], 0, "one"]]]],
      [10, 0],
      [10, 1],
    ],
  };
  const { entries } = posts(
    { lexical: JSON.stringify(lexical) },
    { mobiledoc: JSON.stringify(mobiledoc) },
    { plaintext: "one\n\ntwo" },
  );
  expect(entries.map(({ fields }) => String(fields["body"]).replace(/\n/g, ""))).toEqual([
    '<h2>A &amp; B</h2><p><strong>bold</strong><a href="https://a.example/"> link</a></p><figure><img src="/i.png" alt="i"><figcaption>c</figcaption></figure>',
    '<p><a href="https://a.example/"><strong>x &lt; y</strong></a></p><ul><li>one</li></ul><h1 id="title">Title</h1><p><strong>words</strong></p>',
    "<p>one</p><p>two</p>",
  ]);
  expect(entries[0]?.findings.leftOut).toEqual([{ noun: "card signup", count: 1 }]);
});

test("mail is no article, and what has no body is never published", () => {
  const { entries, leftOut } = posts({ status: "sent" }, { html: "<p></p>" }, { html: "<p>x</p>" });
  expect(leftOut).toEqual(["post sent as mail"]);
  expect(entries.map(({ fields }) => fields["status"])).toEqual(["draft", "published"]);
});

test.each<[Readonly<Record<string, unknown>>, string]>([
  [{ type: "markdown", markdown: "- a\n- b\n\n| a |\n|---|\n| 1 |" }, "<table>"],
  [{ type: "image", src: "/i.png", href: "https://h.example", caption: "C" }, "<figcaption>C"],
  [{ type: "gallery", images: [{ src: "/1.png" }], caption: "<b>All</b>" }, "<p><b>All</b></p>"],
  [{ type: "codeblock", code: "a<b", caption: "Code" }, "<pre><code>a&lt;b</code></pre><p>Code"],
  [{ type: "embed", url: "https://e.example", caption: "E" }, "<p>E</p>"],
  [
    { type: "bookmark", url: "https://b.example", metadata: { title: "T", description: "D" } },
    "<p>D</p>",
  ],
  [{ type: "header", heading: "H", subheading: "S" }, "<h2>H</h2><p>S</p>"],
  [{ type: "product", productTitle: "P", productImageSrc: "/p.png" }, 'src="/p.png"'],
  [
    {
      type: "call-to-action",
      textValue: "<p>T</p>",
      buttonText: "B",
      buttonUrl: "https://c.example",
    },
    '<a href="https://c.example">B</a>',
  ],
  [{ type: "file", src: "/f.pdf", fileTitle: "F", fileCaption: "C" }, "<p>C</p>"],
  [{ type: "audio", src: "/a.mp3", title: "Song" }, "<p>Song</p>"],
  [{ type: "paragraph", children: [{ type: "text", text: "x", format: 128 }] }, "<mark>x</mark>"],
])("a card of Ghost, %j, is shown", (card, shown) => {
  const post = {
    id: "1",
    title: "T",
    slug: "t",
    status: "published",
    lexical: JSON.stringify({ root: { children: [card] } }),
    published_at: "2023-04-14T00:00:00.000Z",
  };
  const mail = { ...post, id: "2", slug: "mail" };
  const meta = [{ post_id: "2", email_only: 1 }];
  const data = { posts: [post, mail], posts_meta: meta };
  const reading = readGhost(JSON.stringify({ db: [{ data }] }), { file: "g.json" });
  if (isRejection(reading)) throw new TypeError(describeRejection(reading));
  expect(reading.entries.map(({ fields }) => fields["body"])).toEqual([
    expect.stringContaining(shown),
  ]);
  expect(reading.leftOut).toEqual(["post sent as mail"]);
});

const lexical = (...children: readonly object[]) =>
  JSON.stringify({ root: { children: [...children] } });
const card = (visibility: object) => ({ type: "html", html: "<p>some</p>", visibility });
const ALL = { type: "paragraph", children: [{ type: "text", text: "all" }] };

test.each<[string, Readonly<Record<string, unknown>>, string, number]>([
  [
    "a part for members",
    {
      html: '<p>all</p><!--kg-gated-block:begin nonMember:false memberSegment:"status:free" --><p>some</p><!--kg-gated-block:end-->',
    },
    "<p>all</p>",
    1,
  ],
  [
    "a part for everybody",
    {
      html: '<p>all</p><!--kg-gated-block:begin nonMember:true memberSegment:"" --><p>too</p><!--kg-gated-block:end-->',
    },
    "<p>all</p><p>too</p>",
    0,
  ],
  [
    "a card for members",
    { lexical: lexical(ALL, card({ web: { nonMember: false } })) },
    "<p>all</p>",
    1,
  ],
  ["a card of mails", { lexical: lexical(ALL, card({ showOnWeb: false })) }, "<p>all</p>", 1],
  [
    "a card for all",
    { lexical: lexical(ALL, card({ web: { nonMember: true } })) },
    "<p>all</p><p>some</p>",
    0,
  ],
  ["a text without parts", { html: "<p>all</p><!--members-only-->" }, "<p>all</p>", 0],
])("of a post with %s only what everybody may read comes along", (_what, post, body, parts) => {
  const [entry] = posts(post).entries;
  const shown = String(entry?.fields["body"]).replace(/\n|<!--members-only-->/g, "");
  expect(shown).toBe(body);
  expect(entry?.findings.leftOut).toEqual(
    parts === 0 ? [] : [{ noun: "part for members", count: parts }],
  );
});

test("a post of which nothing is for everybody is a question", () => {
  const [entry] = posts({ lexical: lexical(card({ web: { nonMember: false } })) }).entries;
  expect(entry?.fields["status"]).toBe("draft");
});
