import { createAttachments } from "#ingest/cms/wordpress-attachment.ts";
import { expect, test } from "vitest";
import {
  createAttachmentReader,
  createWordPressReader,
  type WordPressEntry,
  type WordPressOptions,
} from "#ingest/cms/wordpress.ts";
import type { WordPressHead } from "#ingest/cms/wordpress-head.ts";
import { htmlFromWordPress } from "#ingest/cms/wordpress-html.ts";
import { toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";

const HEAD = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>River Blog</title><link>https://river.example</link><description>d</description><language>en-US</language>
<wp:author><wp:author_login><![CDATA[anna]]></wp:author_login><wp:author_display_name><![CDATA[Anna Lan]]></wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>news</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[News]]></wp:cat_name></wp:category>
<wp:category><wp:category_nicename>%e6%96%b0</wp:category_nicename><wp:category_parent>news</wp:category_parent><wp:cat_name><![CDATA[新]]></wp:cat_name></wp:category>
`;

function item(more: string, { id = "7", type = "post", status = "publish" } = {}): string {
  return `<item><title>T${id}</title><link>https://river.example/2023/04/t${id}/</link><pubDate>Fri, 14 Apr 2023 00:00:00 +0000</pubDate>
<dc:creator><![CDATA[anna]]></dc:creator><guid isPermaLink="false">https://river.example/?p=${id}</guid>
<content:encoded><![CDATA[One

Two
lines]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>${id}</wp:post_id>
<wp:post_date>2023-04-14 08:00:00</wp:post_date><wp:post_date_gmt>2023-04-14 00:00:00</wp:post_date_gmt>
<wp:post_name>t-${id}</wp:post_name><wp:status>${status}</wp:status><wp:post_type>${type}</wp:post_type>${more}</item>\n`;
}

function read(xml: string, options: Partial<WordPressOptions> = {}, size = 1_000) {
  const entries: WordPressEntry[] = [];
  let head: WordPressHead | undefined;
  const reader = createWordPressReader({
    ...options,
    onEntry(entry, seen) {
      entries.push(entry);
      head = seen;
    },
  });
  for (let at = 0; at < xml.length; at += size) reader.write(xml.slice(at, at + size));
  return { entries, head, fault: reader.end() };
}

test("a post gives an article with its names, place in the tree and moment", () => {
  const post = item(
    `<category domain="category" nicename="news"><![CDATA[News]]></category><category domain="category" nicename="%e6%96%b0"><![CDATA[新]]></category>
    <category domain="post_tag" nicename="x"><![CDATA[bells]]></category>
    <wp:postmeta><wp:meta_key><![CDATA[_thumbnail_id]]></wp:meta_key><wp:meta_value><![CDATA[9]]></wp:meta_value></wp:postmeta>`,
  );
  const attachment = item("<wp:attachment_url>https://river.example/a.jpg</wp:attachment_url>", {
    id: "9",
    type: "attachment",
    status: "inherit",
  });
  const xml = `${HEAD}${post}${attachment}</channel></rss>`;
  const attachments = createAttachments();
  const first = createAttachmentReader(attachments);
  first.write(xml);
  expect(first.end()).toBeUndefined();
  const { entries, head, fault } = read(xml, { attachments });
  expect(fault).toBeUndefined();
  expect(entries).toMatchObject([
    {
      fields: {
        id: "t-7",
        title: "T7",
        url: "https://river.example/2023/04/t7/",
        guid: "https://river.example/?p=7",
        published: "2023-04-14T08:00:00+08:00",
        authors: ["Anna Lan"],
        section: "news/新",
        also: [],
        tags: ["bells"],
        body: "<p>One</p>\n<p>Two<br>\nlines</p>",
        image: { url: "https://river.example/a.jpg" },
        status: "published",
      },
    },
  ]);
  expect(head?.title).toBe("River Blog");
  expect([...(head?.sections ?? [])]).toEqual([
    ["news", "News"],
    ["news/新", "新"],
  ]);
  expect(isRejection(toArticle(entries[0]?.fields, { timeZone: "UTC" }))).toBe(false);
});

test("a site that moves here keeps its addresses and its guids", () => {
  const [entry] = read(`${HEAD}${item("")}</channel></rss>`, { isMigration: true }).entries;
  expect(entry?.fields).toMatchObject({
    aliases: ["/2023/04/t7/", "/?p=7"],
    guid: "https://river.example/?p=7",
  });
  expect(entry?.fields).not.toHaveProperty("url");
});

test("what readers did not see stays unseen, and what is no article is passed over", () => {
  const { entries } = read(
    HEAD +
      item("", { id: "1", status: "draft" }) +
      item("", { id: "2", status: "private" }) +
      item("<wp:post_password>x</wp:post_password>", { id: "3" }) +
      item("", { id: "4", status: "trash" }) +
      item("", { id: "5", type: "nav_menu_item" }) +
      item("", { id: "6", type: "page" }) +
      "</channel></rss>",
  );
  expect(entries.map(({ fields }) => [fields["id"], fields["status"], fields["section"]])).toEqual([
    ["t-1", "draft", "news"],
    ["t-2", "draft", "news"],
    ["t-3", "draft", "news"],
    ["t-6", "published", "pages"],
  ]);
  expect(entries[2]?.findings.hidings).toMatchObject([{ field: "password", isDoubt: false }]);
});

test.each([
  [
    "a caption becomes a figure's",
    '[caption id="a" width="9"]<img src="a.png"> Words[/caption]',
    '<figure><img src="a.png"><figcaption>Words</figcaption></figure>',
  ],
  [
    "an embedded address becomes a link",
    "[embed]https://v.example/1[/embed]",
    '<p><a href="https://v.example/1">https://v.example/1</a></p>',
  ],
  [
    "a sound gets a player",
    '[audio mp3="https://v.example/1.mp3"][/audio]',
    '<p><audio src="https://v.example/1.mp3"></audio></p>',
  ],
  [
    "blank lines in pre stay",
    "a\n\n<pre>b\n\nc</pre>\n\nd",
    "<p>a</p>\n<pre>b\n\nc</pre>\n<p>d</p>",
  ],
  [
    "bodies of the block editor stay",
    "<!-- wp:paragraph -->\n<p>a</p>\n\n<!-- /wp:paragraph -->",
    "<!-- wp:paragraph -->\n<p>a</p>\n\n<!-- /wp:paragraph -->",
  ],
])("%s", (_title, body, expected) => {
  expect(htmlFromWordPress(body, { attachments: createAttachments(), post: "1" }).html).toBe(
    expected,
  );
});

test("an export cut anywhere into parts reads the same", () => {
  const xml = `${HEAD}${item("")}${item("", { id: "8" })}</channel></rss>`;
  const whole = read(xml, {}, xml.length).entries;
  expect(whole).toHaveLength(2);
  for (const size of [1, 7, 64]) expect(read(xml, {}, size).entries).toEqual(whole);
});

test.each([
  ["in the middle of a post", 200, "the item that begins on line 16 has no end"],
  ["between two posts", 0, "the rss that begins on line 2 has no end"],
])(
  "an export that ends %s keeps what is whole, and is said to be cut",
  (_title, rest, expected) => {
    const entries: WordPressEntry[] = [];
    const reader = createWordPressReader({ onEntry: (entry) => entries.push(entry) });
    reader.write(HEAD + item("") + item("", { id: "8" }).slice(0, rest));
    expect(reader.end()?.what).toBe(`is cut short: ${expected}`);
    expect(entries.map(({ fields }) => fields["id"])).toEqual(["t-7"]);
  },
);

test("an export of 60 MB is read in bounded memory", () => {
  const body = "<p>澜川新闻网讯，州政府今天召开会议。</p>".repeat(100);
  const reader = createWordPressReader({ onEntry: () => count++ });
  let count = 0;
  let written = 0;
  reader.write(HEAD);
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  for (let id = 1; written < 60_000_000; id++) {
    const chunk = item("", { id: String(id) }).replace("One", body);
    reader.write(chunk);
    written += Buffer.byteLength(chunk);
    if (id % 500 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  reader.write("</channel></rss>");
  expect(reader.end()).toBeUndefined();
  expect(count).toBeGreaterThan(5_000);
  expect(most).toBeLessThan(200_000_000);
});

test("galleries, captions, forms and builders are shown, or said to be left out", () => {
  const xml = (id: string, url: string, parent: string) =>
    item(
      `<wp:attachment_url>${url}</wp:attachment_url><wp:post_parent>${parent}</wp:post_parent>`,
      {
        id,
        type: "attachment",
        status: "inherit",
      },
    );
  const attachments = createAttachments();
  const reader = createAttachmentReader(attachments);
  reader.write(
    `${HEAD}${xml("11", "https://r.example/wp-content/uploads/a.jpg", "1")}${xml("12", "https://r.example/b.mp3", "2")}${xml("13", "https://r.example/c.jpg", "3")}</channel></rss>`,
  );
  expect(reader.end()).toBeUndefined();
  const shown = (body: string) => htmlFromWordPress(body, { attachments, post: "1" });
  expect(shown('[gallery ids="11,99"]').html).toBe(
    '<figure><img src="https://r.example/wp-content/uploads/a.jpg" alt=""></figure>',
  );
  expect(shown("[gallery]").html).toContain("a.jpg");
  expect(shown('[playlist ids="12"]').html).toContain('<audio src="https://r.example/b.mp3"');
  expect(
    shown('[caption caption="By the &quot;river&quot;"]<img src="x.png">[/caption]').html,
  ).toContain("<figcaption>By the");
  expect(attachments.unused).toBe(1);
  expect(shown('[gallery ids="77"]').leftOut).toEqual(["gallery"]);
  expect(shown('[contact-form-7 id="5"]').leftOut).toEqual(["contact form"]);
  expect(shown('[rev_slider alias="x"]').leftOut).toEqual(["shortcode rev_slider"]);
  expect(shown("[vc_row][vc_column]words[/vc_column][/vc_row]")).toEqual({
    html: "<p>words</p>",
    leftOut: [],
    gates: [],
  });
  for (const text of ["he said so [sic]", "a[i] = b[my_var]", "[1]", "[[gallery]]", "[a](b)"])
    expect(shown(text).leftOut).toEqual([]);
});

test("what is no article is counted, and drafts are told by their status", () => {
  const nouns: string[] = [];
  const { entries } = read(
    `${HEAD}${item("", { type: "news" })}${item("", { id: "8", status: "trash" })}${item("", { id: "9", type: "nav_menu_item" })}${item("", { id: "10", status: "pitch" })}${item("", { id: "11", status: "pending" })}</channel></rss>`,
    { onLeftOut: (noun) => nouns.push(noun) },
  );
  expect(nouns).toEqual(["post of type news", "post in the trash", "menu item"]);
  expect(entries.map(({ findings }) => findings.hidings)).toEqual([
    [{ field: "status", value: "pitch", isDoubt: true }],
    [{ field: "status", value: "pending", isDoubt: false }],
  ]);
});

test.each<[string, string, readonly string[]]>([
  ["_members_access_role", "subscriber", ["_members_access_role:subscriber"]],
  ["_wpmem_block", "1", ["_wpmem_block:1"]],
  ["_wpmem_block", "0", []],
  ["rcp_subscription_level", "3", ["rcp_subscription_level:3"]],
  ["_edit_lock", "members", []],
  ["_wp_old_slug", "private", []],
])("a post for which a plugin notes %s: %s asks %j", (key, value, questions) => {
  const meta = `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;
  const { entries } = read(`${HEAD}${item(meta)}</channel></rss>`);
  const hidings = entries[0]?.findings.hidings ?? [];
  expect(hidings.map(({ field, value }) => `${field}:${value}`)).toEqual(questions);
  expect(entries[0]?.fields["status"]).toBe(questions.length > 0 ? "draft" : "published");
});

test("a post with parts that only some readers saw is a question", () => {
  const post = item("").replace("One\n", "One [members_only]secret[/members_only]\n");
  const { entries } = read(`${HEAD}${post}</channel></rss>`);
  expect(entries[0]?.findings.hidings).toEqual([
    { field: "shortcode", value: "members_only", isDoubt: true },
  ]);
  expect(entries[0]?.fields["status"]).toBe("draft");
});
