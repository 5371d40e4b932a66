import { expect, test } from "vitest";
import { readHtmlPage } from "#ingest/page/html-page.ts";
import { visibilityOf } from "#ingest/source/visibility.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";

const now = Date.parse("2026-06-01T00:00:00Z");
const TEXT = `<p>${"The ferry bell rang three times over the water, and nobody looked up. ".repeat(5)}</p>`;
const article = { "@type": "NewsArticle", headline: "A", datePublished: "2023-04-14" };

function ld(more: object): string {
  return `<script type="application/ld+json">${JSON.stringify({ ...article, ...more })}</script>`;
}

test.each<[string, string, string, string]>([
  ["nothing", "", TEXT, "shown"],
  ["that it is free", ld({ isAccessibleForFree: true }), TEXT, "shown"],
  ["that it is free, in a word", ld({ isAccessibleForFree: "True" }), TEXT, "shown"],
  ["that it is behind a wall", ld({ isAccessibleForFree: false }), TEXT, "doubt"],
  ["the same in a word", ld({ isAccessibleForFree: "False" }), TEXT, "doubt"],
  ["the same by an address", ld({ isAccessibleForFree: "http://schema.org/False" }), TEXT, "doubt"],
  ["that it is locked", '<meta property="article:content_tier" content="locked">', TEXT, "doubt"],
  ["that it is metered", '<meta property="article:content_tier" content="metered">', TEXT, "doubt"],
  ["another tier", '<meta property="article:content_tier" content="free">', TEXT, "shown"],
  [
    "that it is over",
    '<meta property="article:expiration_time" content="2023-05-01T00:00:00Z">',
    TEXT,
    "hidden",
  ],
  [
    "that it will be over",
    '<meta property="article:expiration_time" content="2099-05-01T00:00:00Z">',
    TEXT,
    "shown",
  ],
  ["that it is over, in JSON-LD", ld({ expires: "2023-05-01" }), TEXT, "hidden"],
  [
    "when robots forget it",
    '<meta name="robots" content="noarchive, unavailable_after: 2023-05-01">',
    TEXT,
    "hidden",
  ],
  ["only robots", '<meta name="robots" content="noindex, nofollow">', TEXT, "shown"],
  [
    "the form for a password",
    "",
    `<form class="post-password-form" action="/wp-login.php"><p>${"This content is password protected. ".repeat(4)}<input name="post_password"></p></form>`,
    "hidden",
  ],
  ["another form", "", `${TEXT}<form class="search"><input name="q"></form>`, "shown"],
])("a page that says %s", (_what, head, body, expected) => {
  const html = `<html><head><title>A ferry</title>${head}</head><body><h1>A ferry</h1><article>${body}</article></body></html>`;
  const page = readHtmlPage(html, { place: {}, address: "/2023/04/14/a.html" });
  if (isRejection(page)) throw new TypeError(describeRejection(page));
  const { hidings } = visibilityOf(page.visibility ?? {}, { now });
  const [first] = hidings;
  expect(first === undefined ? "shown" : first.isDoubt ? "doubt" : "hidden").toBe(expected);
});
