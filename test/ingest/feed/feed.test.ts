import { readFileSync } from "node:fs";
import { parseFeed } from "feedsmith";
import { expect, test } from "vitest";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import { readFeed } from "#ingest/feed/feed.ts";
import { readFeedContent } from "#ingest/folder/feed-content.ts";
import type { Content } from "#ingest/folder/content.ts";
import { toArticle } from "#model/article.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";
import { filesBelow, sharedPath } from "../../setup/shared-data.ts";
import { rejected } from "../folder.ts";
import { cpuNow } from "../../setup/cpu-time.ts";
import { plainFeed, type PlainItem } from "../plain-feed.ts";

function content(text: string, options = {}): Content {
  const read = readFeedContent(text, { place: { file: "feed.xml" }, ...options });
  if (isRejection(read)) throw new TypeError(describeRejection(read));
  return read;
}

const RSS = `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/"
  xmlns:a10="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Lan &amp; River</title><link>https://lan.example/</link><description>d</description><language>en-gb</language>
<a10:link rel="next" href="/feed?page=2"/>
<item>
  <title>The &lt;b&gt;ferry&lt;/b&gt; &amp;amp; the bell</title><link>https://lan.example/2023/04/ferry.html?x=1</link>
  <guid isPermaLink="false">old-7</guid><pubDate>Fri, 14 Apr 2023 08:00:00 +0800</pubDate><a10:updated>2023-04-15T08:00:00Z</a10:updated>
  <d:creator>Anna</d:creator><d:creator>Ben</d:creator><category>News/Ferries</category><category>Travel</category>
  <category domain="post_tag">bells</category>
  <description>Short.</description><content:encoded><![CDATA[<p onclick="x">Long <a href="/b">b</a><script>c</script></p>]]></content:encoded>
  <enclosure url="/a.mp3" length="12" type="audio/mpeg"/><media:thumbnail url="/t.jpg"/><source url="https://s.example/feed">Daily</source>
</item>
<item><description>Only words, &lt;i&gt;many&lt;/i&gt; of them.</description><guid>https://lan.example/8</guid><pubDate>14 Apr 2023</pubDate></item>
<item><title>No date</title><guid>9</guid></item>
</channel></rss>`;

test("an RSS feed gives articles with all that it says, living where they live", () => {
  const { articles, site, rejections } = content(RSS);
  expect(articles[0]).toMatchObject({
    id: "ferry",
    title: "The ferry & the bell",
    guid: "old-7",
    url: "https://lan.example/2023/04/ferry.html?x=1",
    published: "2023-04-14T08:00:00+08:00",
    updated: "2023-04-15T08:00:00Z",
    authors: ["Anna", "Ben"],
    section: "news/ferries",
    also: ["travel"],
    tags: ["bells"],
    summary: "Short.",
    body: '<p>Long <a href="https://lan.example/b">b</a></p>',
    image: { url: "https://lan.example/t.jpg" },
    attachments: [{ url: "https://lan.example/a.mp3", size: 12, type: "audio/mpeg" }],
    source: { name: "Daily", url: "https://s.example/feed" },
    lang: "en-GB",
  });
  expect(articles[1]).toMatchObject({
    title: "Only words, many of them.",
    id: "8",
    precision: "day",
    section: "news",
  });
  expect(site).toMatchObject({
    title: "Lan & River",
    lang: "en-GB",
    sections: [
      { path: "news", title: "News", children: [{ path: "news/ferries", title: "Ferries" }] },
      { path: "travel", title: "Travel" },
    ],
  });
  expect(rejections.map(describeRejection)).toEqual(["feed.xml:15: published: is missing"]);
});

test("a site that moves here keeps its addresses as aliases", () => {
  const [article] = content(RSS, { isMigration: true }).articles;
  expect(article?.url).toBeUndefined();
  expect(article?.aliases).toEqual(["/2023/04/ferry.html?x=1"]);
  expect(article?.guid).toBe("old-7");
});

test("the address of the next page is known", () => {
  const reading = readFeed(RSS, { place: {}, url: "https://lan.example/feed" });
  expect(!isRejection(reading) && reading.head.next).toBe("https://lan.example/feed?page=2");
});

test("reading twice gives the same", () => {
  // Only where things stand is told by a function.
  expect(JSON.stringify(content(RSS))).toBe(JSON.stringify(content(RSS)));
});

test("an Atom feed gives XHTML, bases and persons", () => {
  const { articles } =
    content(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/" xml:lang="zh-Hant">
    <title type="html">&lt;i&gt;甲&lt;/i&gt;</title><id>tag:a.example,2023:0</id><updated>2023-04-14T00:00:00Z</updated>
    <author><name>乙</name></author>
    <entry xml:base="y/"><id>tag:a.example,2023:1</id><title type="text">A &lt;b&gt; c</title><updated>2023-04-15T00:00:00Z</updated>
      <link href="z.html"/><link rel="enclosure" href="e.pdf" type="application/pdf" length="5"/><category term="xw" label="新聞"/>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>丙<br/><img src="p.png"/></p></div></content></entry>
    </feed>`);
  expect(articles).toMatchObject([
    {
      guid: "tag:a.example,2023:1",
      id: "z",
      title: "A <b> c",
      url: "https://a.example/x/y/z.html",
      authors: ["乙"],
      section: "新聞",
      lang: "zh-Hant",
      published: "2023-04-15T00:00:00Z",
      body: '<div><p>丙<br><img src="https://a.example/x/y/p.png"></p></div>',
      attachments: [{ url: "https://a.example/x/y/e.pdf", type: "application/pdf", size: 5 }],
    },
  ]);
});

test("a JSON Feed gives the same kind of articles", () => {
  const { articles, site } = content(
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "J",
      home_page_url: "https://j.example/",
      language: "de",
      authors: [{ name: "A" }],
      items: [
        {
          id: 7,
          url: "/seven",
          content_text: "a < b\n\nc",
          date_published: "2023-04-14T08:00:00+08:00",
          tags: ["x"],
          attachments: [{ url: "/a.mp3", mime_type: "audio/mpeg", duration_in_seconds: 9 }],
        },
      ],
    }),
  );
  expect(site).toMatchObject({ title: "J", lang: "de" });
  expect(articles).toMatchObject([
    {
      id: "seven",
      guid: "7",
      url: "https://j.example/seven",
      title: "a < b c",
      body: "<p>a &lt; b</p>\n<p>c</p>",
      authors: ["A"],
      tags: ["x"],
      attachments: [{ url: "https://j.example/a.mp3", type: "audio/mpeg", duration: 9 }],
    },
  ]);
});

test("two entries never get one id, and an entry that is there twice is rejected", () => {
  const item = (guid: string): string =>
    `<item><title>t</title><link>https://a.example/same</link><guid isPermaLink="false">${guid}</guid><pubDate>2023-04-14</pubDate></item>`;
  const read = content(`<rss><channel>${item("1")}${item("2")}${item("1")}</channel></rss>`);
  expect(read.articles.map(({ id }) => id)).toEqual(["same", expect.stringMatching(/^same-\w+$/)]);
  expect(rejected(read)).toEqual([expect.stringMatching(/same is the id of another article/)]);
});

test.each([
  ["a page", "<html><body>x</body></html>", "is no feed"],
  ["nothing", "", "is no feed"],
  ["a list of feeds", '<opml version="2.0"><body/></opml>', "is OPML, a list of feeds"],
  ["JSON without items", '{"a":1}', "is JSON without items"],
  ["half a JSON Feed", '{"items":[', "is not JSON, or cut short"],
  [
    "an entity bomb",
    `<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "${"&a;".repeat(1000)}">]><rss><channel>&c;</channel></rss>`,
    "declares entities",
  ],
  [
    "an external entity",
    `<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>`,
    "declares entities",
  ],
  [
    "100,000 elements inside each other",
    `<rss><channel><item>${"<a>".repeat(100_000)}`,
    "nests deeper than 256 elements",
  ],
  [
    "100,000 attributes",
    `<rss ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(" ")}><channel/></rss>`,
    "more than 256 attributes",
  ],
])("%s is rejected in under a second", (_title, text, expected) => {
  const started = cpuNow();
  const reading = readFeed(text, { place: { file: "a" } });
  expect(cpuNow() - started).toBeLessThan(1_000);
  expect(isRejection(reading) && describeRejection(reading)).toContain(expected);
});

const corpus = sharedPath("data/hostile/feedvalidator");

/** What a feed is worth comparing by, in order. */
type Item = { readonly title: string; readonly link: string };

function onlyAlternate(
  links: readonly { readonly rel?: string; readonly href?: string }[],
): string {
  const [first, second] = links.filter(({ rel }) => rel === undefined || rel.endsWith("alternate"));
  return second === undefined ? (first?.href ?? "") : "";
}

function bySmith(text: string): readonly Item[] | undefined {
  try {
    const { format, feed } = parseFeed(text);
    if (format === "atom")
      return feed.entries?.map(({ title, links }) => ({
        title: typeof title === "string" ? title : (title?.value ?? ""),
        link: onlyAlternate(links ?? []),
      }));
    return format === "json"
      ? undefined
      : feed.items?.map(({ title, link }) => ({ title: title ?? "", link: link ?? "" }));
  } catch {
    return undefined;
  }
}

test.skipIf(!corpus)(
  "every file of the feed validator gives articles or a rejection within a second, and valid feeds give every item",
  () => {
    let valid = 0;
    let whole = 0;
    let compared = 0;
    const files = filesBelow(corpus ?? "").filter((file) => /\.(?:xml|opml)$/.test(file));
    expect(files.length).toBeGreaterThan(2_100);
    for (const file of files) {
      const bytes = readFileSync(file);
      const started = cpuNow();
      const decoded = textFromBytes(bytes);
      if (!("text" in decoded)) continue;
      const reading = readFeed(decoded.text, { place: { file } });
      expect(cpuNow() - started, file).toBeLessThan(1_000);
      const source = decoded.text.replace(/<!--[\s\S]*?-->/g, "");
      const count = source.match(/<(?:\w+:)?(?:item|entry)[\s>]/g)?.length ?? 0;
      const isValid =
        /Expect:\s*(?:!|Valid)/.test(decoded.text) &&
        /\/(?:atom|ext|gbase|rss|rss11|rss20)\//.test(file);
      if (!isValid || count === 0) continue;
      valid++;
      if (isRejection(reading)) continue;
      const articles = reading.entries.map(({ fields }) => toArticle(fields, { timeZone: "UTC" }));
      const isWhole = articles.every(
        (article) =>
          !isRejection(article) || article.faults.every(({ field }) => field === "published"),
      );
      if (isWhole && articles.length === count) whole++;
      const others = bySmith(decoded.text);
      // The address behind a feed counter is better than the counter's.
      if (others?.length !== articles.length || source.includes("origLink")) continue;
      compared++;
      for (const [index, { title, link }] of others.entries()) {
        const fields = reading.entries[index]?.fields ?? {};
        const plain = title.trim().replace(/\s+/g, " ");
        if (plain && !/[<&]/.test(plain)) expect(fields["title"], file).toBe(plain);
        if (/^https?:/.test(link)) expect(fields["url"], file).toBe(URL.parse(link)?.href);
      }
    }
    console.info(`${whole} of ${valid} valid feeds whole; ${compared} compared with feedsmith`);
    expect(compared).toBeGreaterThan(400);
    expect(whole / valid).toBeGreaterThanOrEqual(0.99);
  },
);

/** What an entry lacks of what its feed says, by the plain reading: title, link, id and date, its own or else the feed's; without any, it has to be rejected for
 *  just that. */
function lacking(
  item: PlainItem,
  feedDates: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): readonly string[] {
  const { titles, links, ids } = item;
  const misses = (name: string, wanted: readonly string[], got: unknown): readonly string[] =>
    wanted.length === 0 || wanted.includes(String(got))
      ? []
      : [`${name} ${String(got)} is not ${wanted.join()}`];
  const dates = item.dates.length > 0 ? item.dates : feedDates;
  const article = toArticle(fields, { timeZone: "UTC" });
  const reasons = isRejection(article) ? article.faults.map(({ field }) => field ?? "") : [];
  return [
    ...misses("title", titles, String(fields["title"]).replace(/\s+/gu, "")),
    ...misses("link", links, fields["url"]),
    ...misses("id", ids, fields["guid"]),
    ...reasons.filter((field) => field !== "published").map((field) => `${field} is refused`),
    ...(isRejection(article) ? [] : misdated(article.published, dates)),
    ...(isRejection(article) && dates.length > 0
      ? [`no date, though ${dates.join()} is there`]
      : []),
  ];
}

function misdated(published: string, written: readonly string[]): readonly string[] {
  if (written.length === 0) return [`the date ${published} comes from nowhere`];
  const second = (ms: number): number => Math.floor(ms / 1_000);
  // A time without zone is the site's, here UTC; dates that the runtime cannot read are compared in written-date.test.ts.
  const read = written.map((date) => Date.parse(/T[\d:.]+$/.test(date) ? `${date}Z` : date));
  const known = read.filter((ms) => !Number.isNaN(ms)).map(second);
  const isRight = known.length === 0 || known.includes(second(Date.parse(published)));
  return isRight ? [] : [`the date ${published} is not ${written.join()}`];
}

test.skipIf(!corpus)(
  "of the feeds marked valid, nearly all give every item with what a plain reading finds of title, link, date and id",
  () => {
    const broken: string[] = [];
    const counts = { feeds: 0, items: 0, ofFeed: 0, undated: 0 };
    for (const file of filesBelow(corpus ?? "").filter((path) => path.endsWith(".xml"))) {
      const decoded = textFromBytes(readFileSync(file));
      if (!("text" in decoded) || !/Expect:\s*(?:!|Valid)/.test(decoded.text)) continue;
      const plain = plainFeed(decoded.text);
      if (plain === undefined || plain.items.length === 0) continue;
      counts.feeds++;
      const reading = readFeed(decoded.text, { place: { file } });
      const entries = isRejection(reading) ? [] : reading.entries;
      const faults = plain.items.flatMap((item, index) =>
        lacking(item, plain.dates, entries[index]?.fields ?? {}),
      );
      if (faults.length > 0 || entries.length !== plain.items.length)
        broken.push(`${file}: ${entries.length} of ${plain.items.length} items; ${faults.join()}`);
      const without = plain.items.filter(({ dates }) => dates.length === 0).length;
      counts.items += plain.items.length;
      counts[plain.dates.length > 0 ? "ofFeed" : "undated"] += without;
    }
    const whole = counts.feeds - broken.length;
    console.info(
      `${whole} of ${counts.feeds} valid feeds whole (${((whole / counts.feeds) * 100).toFixed(1)} %), ${counts.items} items; ` +
        `${counts.ofFeed} took the feed's date, ${counts.undated} have none anywhere`,
    );
    expect(counts.feeds).toBeGreaterThan(550);
    expect(counts.ofFeed).toBeGreaterThan(0);
    expect(whole / counts.feeds, broken.join("\n")).toBeGreaterThanOrEqual(0.99);
  },
);

test("an item without a date takes the feed's; where the feed has none either, it is rejected for just that", () => {
  const feed = (date: string): string =>
    `<rss><channel><title>t</title>${date}<item><title>a</title><link>https://a.example/1</link><guid>https://a.example/1</guid></item></channel></rss>`;
  const dated = content(feed("<lastBuildDate>Fri, 14 Apr 2023 08:00:00 +0800</lastBuildDate>"));
  expect(dated.articles.map(({ published }) => published)).toEqual(["2023-04-14T08:00:00+08:00"]);
  expect(rejected(content(feed("")))).toEqual([expect.stringMatching(/published: is missing$/)]);
});

test.each<[string, string, string | undefined]>([
  [
    "a post of Blogger",
    "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>",
    "published",
  ],
  ["a draft of RFC 5023", "<app:control><app:draft>yes</app:draft></app:control>", "draft"],
  ["no draft of RFC 5023", "<app:control><app:draft>no</app:draft></app:control>", "published"],
  ["a draft of Blogger's new export", "<b:type>POST</b:type><b:status>DRAFT</b:status>", "draft"],
  ["what is live", "<b:type>PAGE</b:type><b:status>LIVE</b:status>", "published"],
  ["what is in the trash", "<b:status>SOFT_TRASHED</b:status>", "draft"],
  ["a status that nobody knows", "<b:status>BOILING</b:status>", "draft"],
  ["a comment", "<b:type>COMMENT</b:type><b:status>LIVE</b:status>", undefined],
  [
    "a template",
    "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#template'/>",
    undefined,
  ],
])("%s in a feed is told from the rest", (_what, more, status) => {
  const text = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app" xmlns:b="http://schemas.google.com/blogger/2018"><title>F</title><entry><id>a</id><title>T</title><updated>2023-04-14T00:00:00Z</updated><content>x</content>${more}</entry></feed>`;
  const reading = readFeed(text, { place: {} });
  if (isRejection(reading)) throw new TypeError(JSON.stringify(reading));
  const [entry] = reading.entries;
  expect(entry && (entry.fields["status"] ?? "published")).toBe(status);
  expect(entry?.fields["section"] ?? "news").toBe("news");
  expect(reading.leftOut).toHaveLength(status === undefined ? 1 : 0);
});

test.each([
  ["Asia/Shanghai", "2023-04-14T00:05:00Z"],
  ["Asia/Taipei", "2023-04-14T00:05:00Z"],
  ["America/Chicago", "2023-04-14T14:05:00Z"],
  [undefined, "2023-04-14T14:05:00Z"],
])("CST in a feed of a site in %s is %s", (timeZone, published) => {
  const feed =
    "<rss version='2.0'><channel><title>T</title><item><title>A</title><link>https://a.example/1</link><pubDate>Fri, 14 Apr 2023 08:05:00 CST</pubDate><description>x</description></item></channel></rss>";
  const options = timeZone === undefined ? {} : { timeZone };
  const read = readFeed(feed, { place: {}, ...options });
  if (isRejection(read)) throw new TypeError(describeRejection(read));
  const [entry] = read.entries;
  expect(new Date(String(entry?.fields["published"])).getTime()).toBe(Date.parse(published));
});
