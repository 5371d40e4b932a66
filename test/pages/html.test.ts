import { expect, test } from "vitest";
import { html, rawHtml } from "#pages/html.ts";

test("a text in a template is escaped, in content and in attributes", () => {
  const title = `"><script>alert(1)</script> & co`;
  expect(html`<p title="${title}">${title}</p>`.source).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; co">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; co</p>',
  );
});

test("HTML in a template stays, alone and in lists; false and undefined leave nothing", () => {
  const items = ["a", "b<"].map((item) => html`<li>${item}</li>`);
  const all = html`<p>${items}${false}${undefined}${rawHtml("<hr>")}${3}</p>`;
  expect(all.source).toBe("<p><li>a</li><li>b&lt;</li><hr>3</p>");
});

test("an object that only looks like HTML is not taken for it", () => {
  // JSON that was read as an article could hold such a thing where a text was promised.
  const forged = { source: "<script>" } as unknown as string;
  expect(() => html`${forged}`.source).toThrow(TypeError);
});

test("a template's indentation is not sent, and its line ends inside a tag are spaces", () => {
  const page = html`<p>
    <a href="${"/a"}" rel="next">${"two\n  lines"}</a>
  </p>`;
  expect(page.source).toBe('<p>\n<a href="/a" rel="next">two\n  lines</a>\n</p>');
});
