import { expect, test } from "vitest";
import { type Article, toArticle } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import { contentHtml, contentText, ownUrl } from "#text/html/content.ts";

function article(fields: object): Article {
  const made = toArticle(
    { id: "1", title: "t", section: "news", published: "2023-04-14", ...fields },
    { timeZone: "UTC" },
  );
  if (isRejection(made)) throw new TypeError(JSON.stringify(made));
  return made;
}

test("a text is shown as paragraphs, escaped", () => {
  const value = article({ body: "a < b\n\nc" });
  expect(contentHtml(value, "https://x.example")).toBe("<p>a &lt; b</p>\n<p>c</p>");
  expect(contentText(value)).toBe("a < b\n\nc");
});

test("own addresses in HTML get the site's address", () => {
  const value = article({
    format: "html",
    body: `<p><a href="${OWN_ORIGIN}/articles/2">b</a></p>`,
  });
  expect(contentHtml(value, "https://x.example/paper")).toBe(
    '<p><a href="https://x.example/paper/articles/2">b</a></p>',
  );
  expect(contentText(value)).toBe("b");
});

test("Markdown is shown as ingest rendered it", () => {
  const value = article({ format: "markdown", body: "*b*", html: "<p><em>b</em></p>" });
  expect(contentHtml(value, "https://x.example")).toBe("<p><em>b</em></p>");
  expect(contentText(value)).toBe("b");
});

test.each([
  [`${OWN_ORIGIN}/media/a.png`, "https://x.example/media/a.png"],
  ["/media/a.png", "https://x.example/media/a.png"],
  ["https://other.example/a.png", "https://other.example/a.png"],
  ["//other.example/a.png", "//other.example/a.png"],
])("the address %s is given out as %s", (url, expected) => {
  expect(ownUrl(url, "https://x.example")).toBe(expected);
});
