import { describe, expect, test } from "vitest";
import { withoutPlayers } from "#text/html/player.ts";
import { safeHtml } from "#text/html/safe-html.ts";

const context = { base: "https://a.example/news/1" };
const framed = (src: string) =>
  safeHtml(`<p>One</p><iframe src="${src}"></iframe><p>Two</p>`, context);

describe("a frame of a known player", () => {
  test.each([
    "https://www.youtube.com/embed/abcdefghijk",
    "https://player.vimeo.com/video/76979871",
    "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&page=1",
  ])("%s stays, with a link beside it", (src) => {
    const html = framed(src);
    expect(html).toMatch(/<iframe [^>]*src="https:\/\/[^"]+"/);
    expect(html).toMatch(/<a href="https:\/\/[^"]+"/);
  });

  test("is its link alone where no other site is asked", () => {
    const html = withoutPlayers(framed("https://player.vimeo.com/video/76979871"));
    expect(html).not.toContain("iframe");
    expect(html).toContain('<a href="https://vimeo.com/76979871"');
    expect(html).toContain("<p>One</p>");
    expect(html).toContain("<p>Two</p>");
  });
});

test.each([
  // Without its mark an unlisted film of Vimeo is "private" to whoever asks for it.
  [
    "player.vimeo.com/video/769798?h=82721f",
    "player.vimeo.com/video/769798?h=82721f",
    "vimeo.com/769798/82721f",
  ],
  ["player.vimeo.com/video/7?dnt=1&amp;h=8a", "player.vimeo.com/video/7?h=8a", "vimeo.com/7/8a"],
  ["player.vimeo.com/video/7?hd=1", "player.vimeo.com/video/7", "vimeo.com/7"],
  // A film in parts begins with the part that was meant.
  [
    "player.bilibili.com/player.html?bvid=BV1xx411c7mD&amp;page=3",
    "player.bilibili.com/player.html?bvid=BV1xx411c7mD&amp;page=3",
    "www.bilibili.com/video/BV1xx411c7mD?p=3",
  ],
  [
    "player.bilibili.com/player.html?p=2&amp;aid=170001",
    "player.bilibili.com/player.html?aid=170001&amp;page=2",
    "www.bilibili.com/video/av170001?p=2",
  ],
  [
    "player.bilibili.com/player.html?aid=170001&amp;pages=x",
    "player.bilibili.com/player.html?aid=170001",
    "www.bilibili.com/video/av170001",
  ],
  [
    "www.youtube.com/embed/abcdefghijk?rel=0&amp;start=95",
    "www.youtube-nocookie.com/embed/abcdefghijk?start=95",
    "www.youtube.com/watch?v=abcdefghijk&amp;t=95s",
  ],
  [
    "www.youtube.com/embed/abcdefghijk?start=&amp;end=9",
    "www.youtube-nocookie.com/embed/abcdefghijk",
    "www.youtube.com/watch?v=abcdefghijk",
  ],
])("a frame of %s shows what it showed", (src, frame, link) => {
  const html = framed(`https://${src}`);
  expect(html).toContain(`<iframe src="https://${frame}"`);
  expect(html).toContain(`<a href="https://${link}">`);
});

test.each([
  "https://evil.example/player.vimeo.com/video/1",
  "https://maps.example/embed?q=1",
  "https://player.vimeo.com.evil.example/video/7",
])("any other frame, as %s, is a link and no frame", (src) => {
  const html = framed(src);
  expect(html).not.toContain("<iframe");
  expect(html).toContain(`<a href="${src}"`);
});

test.each(["javascript:alert(1)", "data:text/html,<b>1", ""])(
  "a frame of %j is not even a link",
  (src) => {
    const html = framed(src);
    expect(html).not.toContain("<iframe");
    expect(html).not.toContain("<a ");
  },
);

test("words that only speak of frames are left", () => {
  expect(withoutPlayers("<p>&lt;iframe src&gt;&lt;/iframe&gt;</p>")).toContain("&lt;iframe");
});

test("a frame of a host that the publisher names stays, with a link beside, and is the same when it is made safe again", () => {
  const context = { base: "https://a.example/", players: ["tv.example.org"] };
  const html = '<iframe src="https://tv.example.org/v/7?x=1" width="640" onload="x()"></iframe>';
  const safe = safeHtml(html, context);
  expect(safe).toContain('<iframe src="https://tv.example.org/v/7?x=1"');
  expect(safe).toContain('<a href="https://tv.example.org/v/7?x=1">');
  expect(safe).not.toContain("onload");
  expect(safeHtml(safe, context)).toBe(safe);
  for (const other of [
    "https://tv.example.org.evil.example/",
    "http://tv.example.org/",
    "https://x.tv.example.org/",
  ])
    expect(safeHtml(`<iframe src="${other}"></iframe>`, context)).not.toContain("<iframe");
});
