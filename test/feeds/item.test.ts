import { expect, test } from "vitest";
import { renderAtom } from "#feeds/atom.ts";
import { entryFrom } from "#feeds/entry-content.ts";
import { feedItemWriter, feedParts } from "#feeds/feed-parts.ts";
import { renderJsonFeed } from "#feeds/json-feed.ts";
import { textOfParts } from "#feeds/part.ts";
import { renderRss } from "#feeds/rss.ts";
import { ARTICLES, article, feed, site } from "./sample.ts";

const EMPTY = article({ id: "e", title: "只有标题 & <x>", body: "" });

test.each([
  ["as it is stored", EMPTY],
  ["ready", entryFrom(EMPTY)],
])("an item that has nothing but a title says it, %s", (_, one) => {
  const given = feed({ entries: [one] });
  expect(renderRss(given)).toContain("<description>只有标题 &amp; ");
  expect(renderAtom(given)).toContain("<summary>只有标题 &amp; &lt;x></summary>");
  expect(JSON.parse(renderJsonFeed(given)).items[0]).toMatchObject({
    content_text: "只有标题 & <x>",
  });
});

test("a link post leads to its page here, and names the other address as each format can", () => {
  const given = feed({
    site: site({ link_posts: true }),
    entries: [article({ id: "l", url: "https://elsewhere.example/?a=1&b=2", body: "<p>x</p>" })],
  });
  expect(JSON.parse(renderJsonFeed(given)).items[0]).toMatchObject({
    url: "https://dukou.example/articles/l",
    external_url: "https://elsewhere.example/?a=1&b=2",
  });
  expect(renderAtom(given)).toContain(
    '<link rel="related" href="https://elsewhere.example/?a=1&amp;b=2"/>',
  );
  expect(renderRss(given)).toContain("<link>https://dukou.example/articles/l</link>");
});

test("a picture's size and words stand in every format, also of one that is only in the body", () => {
  const body = '<p>x</p><img src="/media/a.png" alt="船" width="640" height="480">';
  const given = feed({ entries: [entryFrom(article({ id: "p", body }))] });
  const size = 'width="640" height="480"';
  expect(renderRss(given)).toContain(
    `<media:thumbnail url="https://dukou.example/media/a.png" ${size}`,
  );
  expect(renderAtom(given)).toContain(
    `<media:thumbnail url="https://dukou.example/media/a.png" ${size}`,
  );
  expect(JSON.parse(renderJsonFeed(given)).items[0]).toMatchObject({
    image: "https://dukou.example/media/a.png",
    _broadsheet: { image: { alt: "船", width: 640, height: 480 } },
  });
});

test.each(["rss", "atom", "json"] as const)(
  "an item of %s hangs on nothing of its feed but site, address and language",
  (format) => {
    const given = feed({ entries: [...ARTICLES, ...ARTICLES.map(entryFrom)] });
    const elsewhere = { ...given, path: "/tags/x", title: "x", description: "", entries: [] };
    const write = feedItemWriter({ ...elsewhere, complete: !given.complete }, format);
    const text = textOfParts(feedParts(given, format));
    let end = 0;
    for (const entry of given.entries) {
      const item = textOfParts(write(entry));
      const at = text.indexOf(item, end);
      expect(at - end).toBeGreaterThanOrEqual(0);
      // Between two items there is a comma and a line at most.
      if (end > 0) expect(at - end).toBeLessThanOrEqual(2);
      end = at + item.length;
    }
  },
);
