import { expect, test } from "vitest";
import { pageBody } from "#pages/page-body.ts";
import { safeHtml } from "#text/html/safe-html.ts";

const CONTEXT = { base: "https://a.example/" };
const shown = (html: string): string => pageBody(safeHtml(html, CONTEXT));

test("sound and film load nothing before they are asked for", () => {
  expect(shown(`<audio src="https://b.example/a.mp3" controls></audio>`)).toContain(
    `<audio preload="none" src="https://b.example/a.mp3"`,
  );
  expect(shown(`<video controls><source src="https://b.example/a.mp4"></video>`)).toContain(
    `<video preload="none" controls`,
  );
});

test("tables and code can be moved by keys where they are wider than the page", () => {
  expect(shown("<pre><code>x</code></pre>")).toBe(`<pre tabindex="0"><code>x</code></pre>`);
  expect(shown("<table><tr><td>1</td></tr></table>")).toMatch(
    /^<div class="scroll" tabindex="0"><table>.*<\/table><\/div>$/,
  );
  const formula = shown(`<p><math display="block"><mi>x</mi></math> <math><mi>y</mi></math></p>`);
  expect(formula).toMatch(
    /^<p><span class="scroll" tabindex="0"><math .*<\/math><\/span> <math>.*<\/math><\/p>$/,
  );
  const nested = shown("<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>");
  expect(nested.match(/<div class="scroll"/g)).toHaveLength(2);
  expect(nested.match(/<\/table><\/div>/g)).toHaveLength(2);
});

test.each([
  "<p>plain</p>",
  "<p>&lt;table&gt; &lt;pre&gt; &lt;video&gt;</p>",
  `<p><a href="https://a.example/?q=%3Ctable%3E" title="&lt;table&gt;&lt;pre &lt;audio ">x</a></p>`,
])("what only tells of them is left alone: %s", (html) => {
  expect(pageBody(safeHtml(html, CONTEXT))).toBe(safeHtml(html, CONTEXT));
});
