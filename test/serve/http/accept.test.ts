import { expect, test } from "vitest";
import { prefersMarkdown } from "#serve/http/accept.ts";

test.each([
  ["text/markdown", true],
  ["text/markdown, text/html;q=0.9", true],
  ["text/html;q=0.9, text/markdown", true],
  ["text/markdown, text/html", true],
  ["TEXT/MARKDOWN;q=0.5, text/*;q=0.4", true],
  ["text/markdown;q=0.5, */*;q=0.1", true],
  ["text/html, text/markdown;q=1", true],
  // However little it is wanted, nothing is wanted more.
  ["text/markdown;q=0.5", true],
  ["application/rss+xml, text/markdown;q=0.2", true],
  ["text/markdown;q=0.9;level=1, text/html;q=0.8", true],
  // The greatest of what is said twice.
  ["text/markdown;q=0.1, text/markdown, text/html;q=0.9", true],
  [undefined, false],
  ["", false],
  ["*/*", false],
  ["text/*", false],
  ["text/html, text/markdown;q=0.5", false],
  ["text/markdown;q=0", false],
  ["text/markdown;q=0.0, text/html;q=0", false],
  ["text/markdown;q=much", false],
  ["application/rss+xml, text/markdown;q=0.2, */*;q=0.8", false],
  ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false],
  ["text/markdownish", false],
])("of %j Markdown is wanted: %s", (accept, isWanted) => {
  expect(prefersMarkdown(accept)).toBe(isWanted);
});
