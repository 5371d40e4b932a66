import { expect, test } from "vitest";
import { readFeed } from "#ingest/feed/feed.ts";
import { describeRejection, isRejection } from "#model/rejection.ts";

const NOW = Date.parse("2026-06-01T00:00:00Z");

/** What becomes of the only entry of a feed: its status, with a question mark where that is asked. */
function statusOf(text: string): string {
  const reading = readFeed(text, { place: { file: "feed" }, now: NOW });
  if (isRejection(reading)) throw new TypeError(describeRejection(reading));
  const [entry] = reading.entries;
  if (entry === undefined) return "left out";
  const isAsked = entry.findings?.hidings?.some(({ isDoubt }) => isDoubt) === true;
  const { status = "published" } = entry.fields as { readonly status?: string };
  return status + (isAsked ? "?" : "");
}

function rss(more: string): string {
  return `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:x="urn:x"><channel><title>T</title><item><title>A</title><pubDate>Fri, 14 Apr 2023 08:00:00 GMT</pubDate>${more}</item></channel></rss>`;
}

function atom(more: string): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"><title>T</title><id>urn:t</id><entry><title>A</title><id>urn:1</id><published>2023-04-14T08:00:00Z</published>${more}</entry></feed>`;
}

function json(more: object): string {
  const item = { id: "1", title: "A", content_html: "<p>x</p>", date_published: "2023-04-14" };
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "T",
    items: [{ ...item, ...more }],
  });
}

test.each<[string, string, string]>([
  ["nothing", rss(""), "published"],
  ["an expiry that is over", rss("<expirationDate>2023-05-01</expirationDate>"), "draft"],
  ["an expiry to come", rss("<expirationDate>2099-05-01</expirationDate>"), "published"],
  ["a status", rss("<status>draft</status>"), "draft"],
  ["a status of WordPress", rss("<wp:status>private</wp:status>"), "draft"],
  ["an unknown status", rss("<status>evergreen</status>"), "draft?"],
  ["visibility for members", rss("<visibility>members</visibility>"), "draft?"],
  ["a field of another vocabulary", rss("<x:status>evergreen</x:status>"), "published"],
  ["a word in its text", rss("<description>draft</description>"), "published"],
  ["a draft", atom("<app:control><app:draft>yes</app:draft></app:control>"), "draft"],
  ["no draft", atom("<app:control><app:draft>no</app:draft></app:control>"), "published"],
  ["nothing in Atom", atom("<updated>2023-04-15T08:00:00Z</updated>"), "published"],
  ["a draft in JSON", json({ draft: true }), "draft"],
  ["an extension in JSON", json({ _draft: "yes" }), "draft"],
  ["a status in JSON", json({ status: "private" }), "draft"],
  ["who may read it in JSON", json({ visibility: "paid" }), "draft?"],
  ["an expiry in JSON", json({ expires: "2023-05-01" }), "draft"],
  ["nothing in JSON", json({ draft: false, status: "published" }), "published"],
  ["a text in JSON that is a word", json({ content_text: "draft", summary: "x" }), "published"],
])("an entry with %s", (_what, text, status) => {
  expect(statusOf(text)).toBe(status);
});

test("a date of JSON that nobody can read is handed on, so that it is named", () => {
  const reading = readFeed(json({ date_published: "14 Apr 2023 16:03 IST" }), { place: {} });
  expect(!isRejection(reading) && reading.entries[0]?.fields["published"]).toBe(
    "14 Apr 2023 16:03 IST",
  );
});
