import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { textFromHtml } from "#text/html/html-text.ts";
import { markdownFromHtml } from "#text/html/markdown.ts";
import { safeHtml } from "#text/html/safe-html.ts";
import { filesBelow, sharedPath } from "../../setup/shared-data.ts";

const PAGE = "https://news.example.org/articles/7";
const CONTEXT = { base: PAGE, page: PAGE };
const reader = new MarkdownIt({ html: true });

/** The Markdown as another reader of Markdown understands it. */
function readBack(markdown: string): string {
  return reader.render(markdown).trim();
}

test.each([
  ["<p>甲</p><p>乙</p>", "甲\n\n乙"],
  ["<p>　　甲<br>乙</p>", "甲\\\n乙"],
  ["<h2>一、甲</h2><p>乙</p>", "## 一、甲\n\n乙"],
  ["<h3>C#</h3>", "### C\\#"],
  ["<p>a <b>b</b> <i>c</i> <code>d`e</code></p>", "a **b** *c* ``d`e``"],
  ["<p>中<b>文</b>字</p>", "中**文**字"],
  ["<p>他说<b>“好”</b>。</p>", "他说<b>“好”</b>。"],
  ["<p><b>“好”</b></p>", "**“好”**"],
  ["<p><strong>要点：</strong>桥通了</p>", "<strong>要点：</strong>桥通了"],
  ["<p>见<em>《澜江》</em>一书</p>", "见<em>《澜江》</em>一书"],
  ["<p>“<em>甲</em>”</p>", "“*甲*”"],
  ["<p><b>one</b><i>two</i></p>", "<b>one</b>*two*"],
  ["<p><b> a </b>b</p>", "**a** b"],
  ["<p><b>a <i>b</i></b></p>", "**a <i>b</i>**"],
  ["<p><s>old</s> new, H<sub>2</sub>O</p>", "~~old~~ new, H<sub>2</sub>O"],
  [
    "<p>a*b_c* [1] <tag> &amp;lt; snake_case 2 < 3</p>"
      .replace("<tag>", "&lt;tag&gt;")
      .replace("2 <", "2 &lt;"),
    "a\\*b_c\\* \\[1\\] \\<tag> \\&lt; snake_case 2 \\< 3",
  ],
  [
    "<p>1. no list</p><p># none</p><p>- none</p><p>+1</p><p>2023年</p>",
    "1\\. no list\n\n\\# none\n\n\\- none\n\n+1\n\n2023年",
  ],
  ["<p>a<br>---<br>b</p>", "a\\\n---\\\nb"],
  ['<p><a href="https://a.example/x_(y)">甲</a></p>', "[甲](https://a.example/x_%28y%29)"],
  ['<p><a href="#fn1">[1]</a></p>', `[\\[1\\]](${PAGE}#in-fn1)`],
  [
    '<p><img src="https://a.example/a b.png" alt="桥 [新]"></p>',
    "![桥 \\[新\\]](https://a.example/a%20b.png)",
  ],
  [
    '<figure><a href="https://a.example/"><img src="https://a.example/b.png" alt=""></a><figcaption>图</figcaption></figure>',
    "[![](https://a.example/b.png)](https://a.example/)\n\n图",
  ],
  [
    '<video controls src="https://a.example/v.mp4" title="片"></video>',
    "[片](https://a.example/v.mp4)",
  ],
  ["<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>", "- 甲\n- 乙\n  - 丙"],
  ['<ol start="9"><li>a</li><li>b<p>c</p></li></ol>', "9. a\n\n10. b\n\n    c"],
  ["<blockquote><p>甲</p><blockquote><p>乙</p></blockquote></blockquote>", "> 甲\n>\n> > 乙"],
  ["<pre><code>a &lt; b\n```\n  c</code></pre>", "````\na < b\n```\n  c\n````"],
  ["<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"],
  [
    "<table><tr><th>县</th><th>a|b</th></tr><tr><td>绥坪<br>县</td><td><b>2</b></td></tr></table>",
    "| 县 | a\\|b |\n| --- | --- |\n| 绥坪<br>县 | **2** |",
  ],
  [
    '<table><caption>表</caption><tr><td rowspan="2">a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr></table>',
    "表\n\n| a | b |  |\n| --- | --- | --- |\n|  | c | d |",
  ],
  ["<table><tr><td><p>甲</p><ul><li>乙</li></ul></td></tr></table>", "甲\n\n- 乙"],
  ["<p><ruby>漢<rt>かん</rt></ruby>字</p>", "漢字"],
  ["<dl><dt>甲</dt><dd>乙</dd></dl>", "甲\n\n: 乙"],
  ["<details><summary>甲</summary><p>乙</p></details>", "甲\n\n乙"],
  ["甲\n乙 a\nb", "甲乙 a b"],
  ["", ""],
])("%s becomes %j", (html, markdown) => {
  expect(markdownFromHtml(safeHtml(html, CONTEXT), PAGE)).toBe(markdown);
});

/** The text without what a paragraph or a cell adds to it. */
function bare(html: string): string {
  return textFromHtml(html).replace(/\s+/g, "");
}

test("emphasis, however it lies between punctuation and characters, is emphasis to who reads the Markdown", () => {
  const part = fc.constantFrom("甲", "“乙”", "：", "a", " ", "（丙）", "b c", "!", "*", "_", "。");
  const side = fc.array(part, { maxLength: 3 }).map((parts) => parts.join(""));
  const inside = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));
  const run = fc.record({ before: side, name: fc.constantFrom("b", "em", "s"), inside });
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 3 }), side, (runs, tail) => {
      const html = `<p>x${runs.map(({ before, name, inside }) => `${before}<${name}>${inside}</${name}>`).join("")}${tail}x</p>`;
      const markdown = markdownFromHtml(html, PAGE);
      const back = readBack(markdown).replace(/<(\/?)strong>/g, "<$1b>");
      const marked = (text: string): readonly string[] =>
        [...text.matchAll(/<(b|em|s)>(.*?)<\/\1>/g)].map(
          ([, name, each = ""]) => `${name} ${bare(each)}`,
        );
      const expected = marked(html).filter((each) => /\S \S/.test(each) || each.trim().length > 2);
      expect([markdown, bare(back)]).toEqual([markdown, bare(html)]);
      expect([markdown, marked(back)]).toEqual([markdown, expected]);
    }),
  );
});

test("no text becomes markup of another kind", () => {
  const part = fc.constantFrom(
    ..."# > - + 1. 1) * _ ` ~ ~~~ ``` | [ ] ( ) ! & &amp;amp; &lt; \\ = === --- a 甲 2".split(" "),
  );
  const gap = fc.constantFrom("", " ", "<br>");
  fc.assert(
    fc.property(fc.array(fc.tuple(part, gap), { maxLength: 8 }), (parts) => {
      const html = `<p>${parts.flat().join("")}</p>`;
      const back = readBack(markdownFromHtml(html, PAGE));
      expect([html, bare(back)]).toEqual([html, bare(html)]);
      expect(back.replace(/<\/?p>|<br>/g, "")).not.toMatch(/<\w/);
    }),
  );
});

test.skipIf(sharedPath("data/pages") === undefined)(
  "pages of many kinds keep their text, their links and their pictures",
  () => {
    const files = ["data/pages", "data/pages-zh"]
      .flatMap((folder) => filesBelow(sharedPath(folder) ?? ""))
      .filter((path) => /\.html?$/.test(path))
      .slice(0, 60);
    for (const path of files) {
      const html = safeHtml(readFileSync(path, "utf8"), CONTEXT);
      const back = readBack(markdownFromHtml(html, PAGE));
      const count = (text: string, name: string): number =>
        [...text.matchAll(new RegExp(`<${name} [^>]*src="http`, "g"))].length;
      expect([path, count(back, "img")]).toEqual([path, count(html, "img")]);
    }
  },
);

test("what is nested deep is written in time that grows with its length", () => {
  const deep = "<blockquote>".repeat(190) + "<b>".repeat(150) + "a" + "</b>".repeat(150);
  expect(markdownFromHtml(safeHtml(deep, CONTEXT), PAGE)).toContain("a");
  const long = "<b>“甲”</b>乙".repeat(20_000);
  expect(markdownFromHtml(long, PAGE).length).toBeGreaterThan(100_000);
});
