import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readContent } from "#ingest/folder/content-folder.ts";
import { contentText } from "#text/html/content.ts";
import { filesBelow } from "../../setup/shared-data.ts";
import { article, nameBlob, noticed, readFolder, rejected, SITE } from "../folder.ts";

test("the sample newspaper reads whole, with nothing rejected", () => {
  const root = fileURLToPath(new URL("../../../seed", import.meta.url));
  const files = filesBelow(root).map((file) => ({
    path: relative(root, file),
    bytes: new Uint8Array(readFileSync(file)),
  }));
  const content = readContent(files, { nameBlob });
  expect(rejected(content)).toEqual([]);
  expect(noticed(content)).toEqual([]);
  expect(content.articles.length).toBeGreaterThanOrEqual(40);
  expect(content.articles.every((one) => contentText(one).length > 50)).toBe(true);
  const shuffled = readContent(files.toReversed(), { nameBlob });
  // Where things stand is told by a function.
  const placeOf = expect.any(Function);
  const originOf = expect.any(Function);
  expect(shuffled).toEqual({ ...content, placeOf, originOf });
  expect(join(root, "site.toml")).toBeTruthy();
});

test("Markdown, HTML and JSON Lines in any folder are articles; README, dotfiles, raw/ and media/ are none", () => {
  const line = '{"id":"4","title":"t","section":"news","published":"2023-04-14","body":"*x*"}';
  const content = readFolder({
    "site.toml": SITE,
    "1.md": article("1", "", "*x*"),
    "news/2.html": article("2", "", "<em onclick=y>x</em>"),
    "news/README.md": article("3"),
    "old/a.jsonl": line,
    "README.md": "# about",
    "readme.zh-Hans.md": "# about",
    "raw/5.md": "raw",
    "media/6.png": "png",
    ".draft.md": "draft",
    "news/.git/config.md": "draft",
    "notes.docx": "?",
  });
  expect(rejected(content)).toEqual([]);
  expect(content.articles.map(({ id, format, html, body }) => [id, format, html ?? body])).toEqual([
    ["1", "markdown", "<p><em>x</em></p>"],
    ["2", "html", "<em>x</em>"],
    ["3", "markdown", "<p>text</p>"],
    ["4", "text", "*x*"],
  ]);
});

test("every fault of an article is rejected at its line", () => {
  const content = readFolder({
    "site.toml": SITE,
    "a.md": "---\nid: a b\ntitle: t\nsection: news\npublished: yesterday\nlang: zh_TW\n---\n",
    "b.md": article("b"),
  });
  expect(content.articles.map(({ id }) => id)).toEqual(["b"]);
  expect(rejected(content)).toEqual([
    expect.stringMatching(/^a\.md:2: id: "a b" is not an id; /),
    expect.stringMatching(/^a\.md:5: published: "yesterday" is not a date; /),
  ]);
});

test("a file that is not UTF-8 is rejected with the line", () => {
  const content = readFolder({
    "site.toml": SITE,
    "a.md": Uint8Array.from([0x61, 0x0a, 0xb8, 0xca]),
  });
  expect(rejected(content)).toEqual(["a.md:2: is not UTF-8; save the file as UTF-8"]);
});

test("a file in GBK is read, and named", () => {
  const head = new TextEncoder().encode(article("1").replace("text\n", ""));
  const body = new Uint8Array([
    0xd0, 0xc2, 0xce, 0xc5, 0xb9, 0xa4, 0xd7, 0xf7, 0xb7, 0xa2, 0xd5, 0xb9, 0xb9, 0xfa, 0xbc, 0xd2,
  ]);
  const content = readFolder({ "site.toml": SITE, "a.md": Uint8Array.from([...head, ...body]) });
  expect(content.articles.map(({ html }) => html)).toEqual(["<p>新闻工作发展国家</p>"]);
  expect(noticed(content)).toEqual(["a.md: was read as gb18030; save the file as UTF-8"]);
});

test("a repeated id is rejected and told where the first stands", () => {
  const content = readFolder({ "site.toml": SITE, "b.md": article("1"), "a.md": article("1") });
  expect(rejected(content)).toEqual([
    "b.md:2: id: 1 is the id of another article, at a.md:2; give each article an id of its own",
  ]);
});

test("an article of an unknown section is rejected, a further section that is unknown is left out", () => {
  const content = readFolder({
    "site.toml": SITE,
    "a.md": article("1").replace("section: news", "section: sport"),
    "b.md": article("2", "also: [sport, news]\n"),
  });
  expect(rejected(content)).toEqual([
    'a.md:4: section: there is no section sport; write the path of a section of site.toml, or add one there with slug = "sport"',
    expect.stringMatching(/^b\.md:6: also: there is no section sport/),
  ]);
  expect(content.articles.map(({ also }) => also)).toEqual([["news"]]);
});

test("without sections in the settings they come from the articles", () => {
  const content = readFolder({ "a.md": article("1", "also: [sport/ski]\n") });
  expect(content.site.sections.map(({ path }) => path)).toEqual(["news", "sport"]);
  expect(noticed(content)).toEqual([expect.stringMatching(/^site\.toml: is missing/)]);
  expect(content.site.lang).toBe(content.articles[0]?.lang ?? "und");
});

test("an alias that is ours or another's is rejected, and the article keeps the others", () => {
  const content = readFolder({
    "site.toml": `${SITE}aliases = ["/rss/xw.xml", "/feed.xml", "x"]\n`,
    "a.md": article("1", "aliases: [/a.html, /articles/9, /rss/xw.xml, '/?cursor=7', '/?p=7']\n"),
    "b.md": article("2", "aliases: [/a.html, /b.asp?id=2]\n"),
  });
  expect(rejected(content)).toEqual([
    expect.stringMatching(
      /^site\.toml:6: sections: news: aliases: \/feed.xml is a path that the site itself answers; .*\nsite.toml:6: sections: news: aliases: "x" is not a path/,
    ),
    // No article 9 is there, so that its path is free.
    "a.md:6: aliases: /rss/xw.xml is claimed already by section news; leave it with one of them\n" +
      "a.md:6: aliases: /?cursor=7 is a path that the site itself answers; leave it out",
    "b.md:6: aliases: /a.html is claimed already by a.md:6; leave it with one of them",
  ]);
  expect(content.articles.map(({ aliases }) => aliases)).toEqual([
    ["/a.html", "/articles/9", "/?p=7"],
    ["/b.asp?id=2"],
  ]);
  expect(content.site.sections[0]?.aliases).toEqual(["/rss/xw.xml"]);
});

test("pictures beside the article, from the root and below media/ are found and renamed by their content", () => {
  const content = readFolder({
    "site.toml": SITE + "x = 1\n",
    "news/a.md": article(
      "1",
      "image: media/a.png\nattachments: [b.mp3]\n",
      "![](c.png) ![](/media/a.png) ![](../news/c.png?v=2) [d](d%20e.pdf) [f](b.md#g)",
    ),
    "news/b.md": article("2"),
    "news/b.mp3": "sound",
    "news/c.png": "c",
    "news/d e.pdf": "d",
    "media/a.png": "a",
  });
  const at = (text: string, ending: string): string =>
    `https://own.broadsheet.invalid/media/${nameBlob(new TextEncoder().encode(text))}.${ending}`;
  const [one] = content.articles;
  expect(one?.image).toEqual({ url: at("a", "png") });
  expect(one?.attachments).toEqual([{ url: at("sound", "mp3"), type: "audio/mpeg", size: 5 }]);
  expect(one?.html).toBe(
    `<p><img src="${at("c", "png")}" alt=""> <img src="${at("a", "png")}" alt=""> <img src="${at("c", "png")}" alt=""> ` +
      `<a href="${at("d", "pdf")}">d</a> <a href="https://own.broadsheet.invalid/articles/2#in-g">f</a></p>`,
  );
  expect(content.media.map(({ path, type }) => [path, type])).toEqual([
    ["media/a.png", "image/png"],
    ["news/b.mp3", "audio/mpeg"],
    ["news/c.png", "image/png"],
    ["news/d e.pdf", "application/pdf"],
  ]);
});

test("a file that is not there is named with its line, and the article goes in without it", () => {
  const content = readFolder({
    "site.toml": SITE,
    "a.md": article(
      "1",
      "image: media/a.png\nattachments: ['javascript:x', https://h.example/b.mp3]\n",
      "one\n\n![](c.png)",
    ),
  });
  expect(noticed(content)).toEqual([
    expect.stringMatching(
      /^a\.md:6: image: "media\/a\.png" is neither a file of the folder nor an http/,
    ),
    expect.stringMatching(/^a\.md:7: attachments\[0\]: "javascript:x" is neither/),
    "a.md:11: c.png is not a file of the folder; put it below media/, or correct its path",
  ]);
  expect(content.articles[0]?.image).toBeUndefined();
  expect(content.articles[0]?.attachments).toEqual([{ url: "https://h.example/b.mp3" }]);
});

test("an SVG and a file of unknown kind in media/ are rejected", () => {
  const content = readFolder({
    "site.toml": SITE,
    "media/a.svg": "<svg/>",
    "media/b.exe": "x",
    "media/c.PNG": "c",
  });
  expect(rejected(content)).toEqual([
    "media/a.svg: is an SVG, which can hold scripts; save the picture as PNG or WebP",
    "media/b.exe: is of a kind that is not published: exe; take it out of media/, or convert it",
  ]);
  expect(content.media.map(({ name }) => name.slice(20))).toEqual([".png"]);
});

test("a link of an article that lives elsewhere points there, one that moved here to its old neighbours", () => {
  const content = readFolder({
    "site.toml": SITE,
    "a.html": article(
      "1",
      "url: https://h.example/x/1.html\n",
      '<a href="2.html">b</a><a href="#c">d</a>',
    ),
    "b.html": article(
      "2",
      "aliases: [/html/xw/2.html]\n",
      '<a href="1.html">b</a><a href="#c">d</a>',
    ),
  });
  expect(content.articles.map(({ body }) => body)).toEqual([
    '<a href="https://h.example/x/2.html">b</a><a href="https://h.example/x/1.html#in-c">d</a>',
    '<a href="https://own.broadsheet.invalid/html/xw/1.html">b</a><a href="https://own.broadsheet.invalid/articles/2#in-c">d</a>',
  ]);
});

test("a wrong setting is rejected with its line and the others hold", () => {
  const content = readFolder({
    "site.toml":
      'title = "x"\nurl = "ftp://x"\nlang = "en"\ntime_zone = "Mars"\ntittle = "y"\n[[sections]]\nslug = "news"\n[[sections]]\nslug = "a b"\n',
    "a.md": article("1"),
  });
  expect(rejected(content)).toEqual([
    expect.stringMatching(/^site\.toml:2: url: "ftp:\/\/x" is not an http or https URL/),
    expect.stringMatching(/^site\.toml:4: time_zone: "Mars" is not a time zone/),
    expect.stringMatching(/^site\.toml:9: sections: a b: slug: "a b" is not a slug/),
  ]);
  expect(noticed(content)).toEqual([
    expect.stringMatching(/^site\.toml:5: tittle: is not a setting/),
    expect.stringMatching(/^site\.toml: id_authority: is missing/),
  ]);
  expect(content.site).toMatchObject({
    title: "x",
    lang: "en",
    timeZone: "UTC",
    sections: [{ path: "news" }],
  });
});

test("settings that are not TOML are rejected with the line", () => {
  expect(rejected(readFolder({ "site.toml": 'title = "x"\nlang = en\n' }))).toEqual([
    expect.stringMatching(/^site\.toml:2: is not TOML: .*until then no setting holds/),
  ]);
});

test("a picture that was too large to be read is told of once, where it is refused", () => {
  const article = "+++\nid = 1\ntitle = 'A'\nsection = 'news'\npublished = 2023-04-14\n+++\n";
  const text = `${article}![a](big.jpg) ![b](none.jpg)\n`;
  const files = [{ path: "news/1.md", bytes: new TextEncoder().encode(text) }];
  const { notices } = readContent(files, { nameBlob, unread: ["news/big.jpg"] });
  const told = notices.flatMap(({ faults }) => faults.map(({ what }) => what));
  expect(told.filter((what) => what.includes("is not a file"))).toEqual([
    "none.jpg is not a file of the folder",
  ]);
});
