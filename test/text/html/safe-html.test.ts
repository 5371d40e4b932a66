import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import * as fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { escapeHtml } from "#text/html/escape.ts";
import { countDropped } from "#text/html/dropped-content.ts";
import { safeHtml, sanitizeHtml } from "#text/html/safe-html.ts";
import { textFromHtml } from "#text/html/html-text.ts";
import { filesBelow, sharedPath } from "../../setup/shared-data.ts";
import { PAYLOADS } from "../payloads.ts";
import {
  asTheOracleWrites,
  browserEvents,
  byTheOracle,
  strictEvents,
  unsafeParts,
} from "../safe-html-oracle.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

const CONTEXT = {
  base: "https://own.example/html/xw/87613.html?from=1",
  page: "https://own.example/articles/87613",
};

/** Asserts everything that must hold of any output, whatever the input. */
function expectSafe(html: string): void {
  const safe = safeHtml(html, CONTEXT);
  expect(unsafeParts(safe), html).toEqual([]);
  expect(byTheOracle(safe), html).toBe(asTheOracleWrites(safe));
  expect(safeHtml(safe, CONTEXT), html).toBe(safe);
  expect(browserEvents(safe), html).toEqual(strictEvents(safe));
}

test.each([
  ["a script goes with what is in it", "a<script>b()</script>c", "ac"],
  [
    "event handlers, styles and classes go",
    '<p onclick=x style="color:red" class=y>a</p>',
    "<p>a</p>",
  ],
  ["a form becomes a block", "<form>a<input value=b></form>", "<div>a</div>"],
  ["unknown elements lose their tags alone", "<blink>a</blink>", "a"],
  ["open elements are closed", "<div><p>a<b>b", "<div><p>a<b>b</b></p></div>"],
  ["stray end tags are passed over", "a</p></div>b", "ab"],
  ["crossed elements are nested", "<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c"],
  [
    "a paragraph ends where a block begins",
    "<p>a<p>b<ul><li>c<li>d</ul>",
    "<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul>",
  ],
  [
    "ruby stays",
    "<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>",
    "<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>",
  ],
  [
    "a figure with its caption stays",
    '<figure><img src=a.png width=10 height="20px" alt="&quot;b&quot;"><figcaption>c</figcaption></figure>',
    '<figure><img src="https://own.example/html/xw/a.png" alt="&quot;b&quot;" width="10" height="20"><figcaption>c</figcaption></figure>',
  ],
  [
    "a table gets the parts that it lacks",
    "<table><caption>a</caption>b<tr><th colspan=2>c<td>d</table>",
    '<table><caption>a</caption><tbody><tr><td>b</td></tr><tr><th colspan="2">c</th><td>d</td></tr></tbody></table>',
  ],
  [
    "lang and dir stay",
    '<p lang=ar dir=RTL>a</p><p lang="zh_TW">b</p>',
    '<p lang="ar" dir="rtl">a</p><p>b</p>',
  ],
  ["xml:lang is lang", '<p xml:lang="bo">a</p>', '<p lang="bo">a</p>'],
  [
    "edits keep their source and time",
    '<ins cite="/c" datetime=2023-04-14>a</ins>',
    '<ins cite="https://own.example/c" datetime="2023-04-14">a</ins>',
  ],
  [
    "old elements get their new names",
    "<center><strike>a</strike><tt>b</tt></center>",
    "<div><s>a</s><code>b</code></div>",
  ],
  ["tags that say nothing go", "<font color=red><span>a</span></font><a>b</a>", "ab"],
  [
    "a player can be played",
    '<audio src="a.mp3" autoplay></audio>',
    '<audio src="https://own.example/html/xw/a.mp3" controls=""></audio>',
  ],
  [
    "a film keeps its poster, its sources and its subtitles, their URLs absolute",
    '<video poster="/p.png" src=a.mp4><source src="../b.webm" type="video/webm"><track src="c.vtt" kind=captions srclang=zh></video>',
    '<video src="https://own.example/html/xw/a.mp4" controls="" poster="https://own.example/p.png"><source src="https://own.example/html/b.webm" type="video/webm"><track src="https://own.example/html/xw/c.vtt" kind="captions" srclang="zh"></video>',
  ],
  [
    "a quotation keeps its source",
    '<blockquote cite="//h.example/q">a</blockquote>',
    '<blockquote cite="https://h.example/q">a</blockquote>',
  ],
  [
    "what acts, embeds, or speaks of the whole page goes",
    '<base href="https://h.example/"><meta http-equiv=refresh content="0;url=https://h.example/"><link rel=stylesheet href=a.css><object data=a.swf><embed src=b.swf></object><iframe src="https://h.example/"></iframe><form action="https://h.example/"><button formaction="/x">a</button></form><a href="b">c</a>',
    '<a href="https://own.example/html/xw/a.swf">https://own.example/html/xw/a.swf</a><a href="https://own.example/html/xw/b.swf">https://own.example/html/xw/b.swf</a><a href="https://h.example/">https://h.example/</a><div>a</div><a href="https://own.example/html/xw/b">c</a>',
  ],
  [
    "a known player stays, with a link beside",
    '<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0" width="560" height="315" onload=x()></iframe>',
    '<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk" allowfullscreen="" width="560" height="315"></iframe> <a href="https://www.youtube.com/watch?v=abcdefghijk">https://www.youtube.com/watch?v=abcdefghijk</a>',
  ],
  [
    "a player of Flash becomes that of today",
    '<object><param name="movie" value="https://www.youtube.com/v/abcdefghijk"><embed src="https://www.youtube.com/v/abcdefghijk"></object>',
    '<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk" allowfullscreen=""></iframe> <a href="https://www.youtube.com/watch?v=abcdefghijk">https://www.youtube.com/watch?v=abcdefghijk</a>',
  ],
  [
    "a host that only looks like a player's becomes a link",
    '<iframe src="https://www.youtube.com.evil.example/embed/abcdefghijk"></iframe>',
    '<a href="https://www.youtube.com.evil.example/embed/abcdefghijk">https://www.youtube.com.evil.example/embed/abcdefghijk</a>',
  ],
  [
    "a frame that nobody sees goes",
    '<iframe src="https://t.example/" width=1 height=1></iframe>a',
    "a",
  ],
  [
    "a formula stays, without its notes",
    '<p>x <math xmlns="http://www.w3.org/1998/Math/MathML" display="block" onclick=a()><semantics><msup><mrow/><mn>2</mn></msup><annotation encoding="application/x-tex">^2</annotation></semantics></math> y</p>',
    '<p>x <math display="block"><semantics><msup><mrow></mrow><mn>2</mn></msup></semantics></math> y</p>',
  ],
  [
    "HTML in a formula ends it or loses its tags",
    "<math><mi><a href=b>x</a><p>y",
    "<math><mi>x</mi></math><p>y</p>",
  ],
  ["parts of a formula outside of one lose their tags", "<mi>x</mi>", "x"],
  ["a link to a text in itself goes", '<a href="data:text/html,a">b</a>', "b"],
  ["a counting pixel goes", '<img src="https://t.example/p.gif" width=1 height=1>a', "a"],
  [
    "a picture that cannot be shown leaves its words",
    '<img src="javascript:x" alt="E = mc²">',
    "E = mc²",
  ],
  [
    "a late picture comes at once",
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="//h.example/b.jpg">',
    '<img src="https://h.example/b.jpg">',
  ],
  [
    "a late picture that is none leaves the early one",
    '<img src="a.png" data-original="true">',
    '<img src="https://own.example/html/xw/a.png">',
  ],
  [
    "a late srcset comes at once, its URLs absolute",
    '<img data-srcset="a,b.png 1x, /c.png 2x,d.png 640w" src=e.png>',
    '<img src="https://own.example/html/xw/e.png" srcset="https://own.example/html/xw/a,b.png 1x, https://own.example/c.png 2x, https://own.example/html/xw/d.png 640w">',
  ],
  [
    "a picture keeps its sources",
    "<picture><source srcset=a.avif type=image/avif><source src=b><img src=c.png></picture><source srcset=d>",
    '<picture><source srcset="https://own.example/html/xw/a.avif" type="image/avif"><img src="https://own.example/html/xw/c.png"></picture>',
  ],
  [
    "a raster picture in itself stays",
    '<img src="data:image/png;base64,iVBORw0KGgo=">',
    '<img src="data:image/png;base64,iVBORw0KGgo=">',
  ],
  ["an SVG that nobody closed ends where HTML begins", "<svg><g><path><p>a</p>", "<p>a</p>"],
  ["HTML inside an SVG goes with it", "<svg><foreignObject><p>a</p></foreignObject></svg>b", "b"],
  [
    "the line end after pre is none of its text",
    "<pre>\r\na\n</pre><pre>\n\n b</pre>",
    "<pre>a\n</pre><pre>\n\n b</pre>",
  ],
  ["entities are decoded once", "&amp;lt;b&gt; &nbsp;&copy;", "&amp;lt;b&gt; \u00a0©"],
  [
    "a link inside a link ends the first",
    '<a href="/a">b<a href="/c">d</a>',
    '<a href="https://own.example/a">b</a><a href="https://own.example/c">d</a>',
  ],
  [
    "a link in a table inside a link stays",
    '<a href="/a"><table><td><a href="/b">c</a></table></a>',
    '<a href="https://own.example/a"><table><tbody><tr><td><a href="https://own.example/b">c</a></td></tr></tbody></table></a>',
  ],
])("%s", (_title, html, expected) => {
  expect(safeHtml(html, CONTEXT)).toBe(expected);
  expectSafe(html);
});

test.each([
  ["b.html", "https://own.example/html/xw/b.html"],
  ["../b", "https://own.example/html/b"],
  ["/b", "https://own.example/b"],
  ["//h.example/b", "https://h.example/b"],
  ["?q=1&r", "https://own.example/html/xw/87613.html?q=1&amp;r"],
  ["#notes", "https://own.example/articles/87613#in-notes"],
  ["https://own.example/articles/87613#in-notes", "https://own.example/articles/87613#in-notes"],
  ["/articles/other#notes", "https://own.example/articles/other#in-notes"],
  ["/articles/other#:~:text=notes", "https://own.example/articles/other#:~:text=notes"],
  ["/articles/other/part#notes", "https://own.example/articles/other/part#notes"],
  ["/about#notes", "https://own.example/about#notes"],
  ["https://else.example/articles/other#notes", "https://else.example/articles/other#notes"],
  ["https://h.example/新聞#a", "https://h.example/%E6%96%B0%E8%81%9E#a"],
  ["HTTPS://H.example", "https://h.example/"],
  ["mailto:a@b.example", "mailto:a@b.example"],
  ["tel:+861", "tel:+861"],
])("the link %s points to %s", (href, expected) => {
  expect(safeHtml(`<a href="${href}">a</a>`, CONTEXT)).toBe(`<a href="${expected}">a</a>`);
});

test("the target of a link inside the page keeps its name", () => {
  expect(safeHtml('<p id=notes>a</p><a name="b">c</a>', CONTEXT)).toBe(
    '<p id="in-notes">a</p><a id="in-b">c</a>',
  );
});

test("a file that comes with the HTML is found by whoever knows where it went", () => {
  const media = (written: string) =>
    written === "a b.png" ? "https://own.example/media/x.png" : undefined;
  expect(safeHtml('<img src="a b.png"><a href="a b.png">c</a>', { ...CONTEXT, media })).toBe(
    '<img src="https://own.example/media/x.png"><a href="https://own.example/media/x.png">c</a>',
  );
});

test("no payload written here lets anything unsafe through", () => {
  expect(PAYLOADS.length).toBeGreaterThan(400);
  for (const payload of PAYLOADS) {
    expectSafe(payload);
    expectSafe(`<table><tr>${payload}</tr></table><p>${payload}`);
  }
});

test("every payload as a title is text", () => {
  for (const payload of PAYLOADS) {
    expect(unsafeParts(escapeHtml(payload)), payload).toEqual([]);
    expect(
      browserEvents(`<p title="${escapeHtml(payload)}">${escapeHtml(payload)}</p>`),
    ).toHaveLength(payload ? 3 : 2);
    expect(unsafeParts(escapeHtml(textFromHtml(payload))), payload).toEqual([]);
  }
});

/** Every text, attribute and whole file of the feed validator's cases, and the naughty strings. */
function hostileTexts(folder: string): readonly string[] {
  const texts = new Set<string>(JSON.parse(readFileSync(`${folder}/blns.json`, "utf8")));
  for (const file of filesBelow(`${folder}/feedvalidator`)) {
    if (!/\.(?:xml|opml|html)$/.test(file)) continue;
    const source = readFileSync(file, "utf8");
    texts.add(source);
    let text = "";
    const flush = (): void => {
      if (/[<&:]/.test(text)) texts.add(text);
      text = "";
    };
    new Parser(
      {
        ontext: (part) => (text += part),
        onopentag(_name, attributes) {
          flush();
          for (const value of Object.values(attributes)) if (/[<&:]/.test(value)) texts.add(value);
        },
        onclosetag: flush,
      },
      { xmlMode: true },
    ).end(source);
  }
  return [...texts];
}

const hostile = sharedPath("data/hostile");

test.skipIf(!hostile)(
  "no foreign payload lets anything unsafe through, as body or as title",
  () => {
    const texts = hostileTexts(hostile ?? "");
    expect(texts.length).toBeGreaterThan(3_000);
    for (const text of texts) {
      expectSafe(text);
      expect(unsafeParts(escapeHtml(text)), text).toEqual([]);
      expect(unsafeParts(`<a title="${escapeHtml(text)}"></a>`), text).toEqual([]);
    }
    console.info(`${texts.length} foreign payloads`);
  },
);

test("any soup of tags comes out safe, closed and stable", () => {
  const tag = fc.constantFrom(
    ..."p div b i a span ul li table tr td th caption col colgroup tbody thead h1 h2 pre ruby rt rb br img svg style select picture source video form font dl dd x".split(
      " ",
    ),
  );
  const attribute = fc.constantFrom(
    "",
    ' href="/a"',
    ' src="b.png"',
    ' lang="en"',
    ' id="c"',
    " onclick=d",
    ' title="&lt;e"',
    ' href="#f"',
  );
  const piece = fc.oneof(
    fc.tuple(tag, attribute).map(([name, rest]) => `<${name}${rest}>`),
    tag.map((name) => `</${name}>`),
    fc.constantFrom(
      "x",
      " ",
      "\n",
      "&amp;",
      "&lt;",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      '"',
      "\u00a0",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => expectSafe(pieces.join(""))),
    { numRuns: 3_000 },
  );
});

test("any text at all comes out safe and stable", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), expectSafe), {
    numRuns: 1_000,
  });
});

test.each([
  ["elements inside each other", 100, (n: number) => "<div>".repeat(n) + "x"],
  ["crossed elements", 100, (n: number) => "<b>".repeat(n) + "</i></b>".repeat(n)],
  ["tables inside each other", 50, (n: number) => "<table><tr><td>".repeat(n)],
  [
    "attributes",
    100,
    (n: number) => `<a ${Array.from({ length: n }, (_, at) => `a${at}=1`).join(" ")}>x`,
  ],
  ["links that nobody closed", 200, (n: number) => "<a href=x>".repeat(n)],
  ["pictures in a srcset", 300, (n: number) => `<img srcset="${"a 1x,".repeat(n)}">`],
  ["SVGs inside each other", 300, (n: number) => "<svg>".repeat(n)],
  ["entities", 400, (n: number) => "&#65;&lt".repeat(n / 2)],
  ["brackets", 1_000, (n: number) => "<".repeat(n)],
  ["quotation marks that nobody closed", 200, (n: number) => '<a href="'.repeat(n)],
  ["comments that nobody closed", 500, (n: number) => "<!--".repeat(n)],
])(
  "four times as many %s take not much more than four times as long, %i,000 of them",
  (_, thousands, htmlOf) => {
    const spent = (html: string): number => {
      const started = cpuNow();
      safeHtml(html, CONTEXT);
      return cpuNow() - started;
    };
    const [few, many] = [htmlOf(thousands * 250), htmlOf(thousands * 1_000)];
    // Milliseconds below which a clock tells little.
    const once = Math.max(spent(few), 20);
    // What grows with the square takes sixteen times as long.
    expect(spent(many)).toBeLessThan(11 * once);
    const safe = safeHtml(many, CONTEXT);
    expect(safeHtml(safe, CONTEXT)).toBe(safe);
  },
);

test("the sanitiser is at most 30 KB, minified and gzipped, with its parser", async () => {
  const { outputFiles } = await build({
    entryPoints: ["src/text/html/safe-html.ts"],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2024",
    platform: "neutral",
    mainFields: ["module", "main"],
  });
  const bytes = gzipSync(outputFiles[0]?.contents ?? new Uint8Array()).length;
  console.info(`safe-html: ${bytes} bytes gzipped`);
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThanOrEqual(30_000);
});

test("what did not stay as it was is told, and can be counted", () => {
  const { dropped } = sanitizeHtml(
    '<iframe src="https://a.example/1"></iframe><iframe src="https://a.example/2"></iframe><svg><path></svg><embed src="javascript:x"><select><option>a</select><script>b</script><img alt="c">',
    { base: "https://own.example/" },
  );
  expect(countDropped(dropped)).toEqual([
    { element: "iframe", became: "link", count: 2 },
    { element: "svg", became: "nothing", count: 1 },
    { element: "embed", became: "nothing", count: 1 },
    { element: "select", became: "nothing", count: 1 },
    { element: "img", became: "nothing", count: 1 },
  ]);
});
