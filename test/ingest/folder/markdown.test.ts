import { expect, test } from "vitest";
import { htmlFromMarkdown } from "#ingest/folder/markdown.ts";
import { safeHtml } from "#text/html/safe-html.ts";
import { PAYLOADS } from "../../text/payloads.ts";
import { unsafeParts } from "../../text/safe-html-oracle.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

test.each([
  ["a line break between Han characters is none of the text's", "浙江\n支援", "<p>浙江支援</p>\n"],
  ["a line break between words is one", "one\ntwo", "<p>one\ntwo</p>\n"],
  ["a line break asked for stays", "浙江  \n支援", "<p>浙江<br>\n支援</p>\n"],
  [
    "tables and strikethrough are known",
    "|a|\n|-|\n|~~b~~|",
    "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><s>b</s></td>\n</tr>\n</tbody>\n</table>\n",
  ],
  ["pasted HTML is let through", "<figure>a</figure>", "<figure>a</figure>"],
])("%s", (_title, markdown, expected) => {
  expect(htmlFromMarkdown(markdown)).toBe(expected);
});

test("no payload in Markdown is unsafe once sanitised", () => {
  for (const payload of PAYLOADS) {
    for (const markdown of [
      payload,
      `[x](${payload})`,
      `![x](<${payload}>)`,
      `**${payload}**`,
      `[x]: ${payload}\n\n[x]`,
    ]) {
      expect(
        unsafeParts(safeHtml(htmlFromMarkdown(markdown), { base: "https://own.example/" })),
        markdown,
      ).toEqual([]);
    }
  }
});

test.each(["> ", "- ", "[", "![", "*", "`", "_*", "<a ", "|", "1. ", "&", "\\", "[](", "***a"])(
  "100,000 characters of %s take less than two seconds",
  (part) => {
    const started = cpuNow();
    safeHtml(htmlFromMarkdown(part.repeat(100_000 / part.length)), {
      base: "https://own.example/",
    });
    expect(cpuNow() - started).toBeLessThan(2_000);
  },
);
