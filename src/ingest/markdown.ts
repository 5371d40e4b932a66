import MarkdownIt from "markdown-it";

/** HTML of Markdown: CommonMark with tables and strikethrough. HTML in it is let through, for newspapers paste it: the result is **not safe** before `safeHtml`.
 *  A line break of the source between two Han or kana characters is none of the text's. O(length); deep nesting stays text beyond 100 levels. */
export function htmlFromMarkdown(markdown: string): string {
  return renderer.render(markdown);
}

const renderer = new MarkdownIt({ html: true, maxNesting: 100 });

const WIDE = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\u3000-\\u303f\\uff00-\\uffef";
const ENDS_WIDE = new RegExp(`[${WIDE}]$`, "u");
const BEGINS_WIDE = new RegExp(`^[${WIDE}]`, "u");

renderer.renderer.rules["softbreak"] = (tokens, index) => {
  const before = tokens[index - 1]?.content ?? "";
  const after = tokens[index + 1]?.content ?? "";
  return ENDS_WIDE.test(before) && BEGINS_WIDE.test(after) ? "" : "\n";
};
