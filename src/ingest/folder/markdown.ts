import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import container from "markdown-it-container";
import footnote from "markdown-it-footnote";
import { admonition, headingId, namedHeadings, taskBoxes } from "./markdown-rules.ts";

/** HTML of Markdown: CommonMark with tables, strikethrough, footnotes, task lists, bare addresses,
 *  ids of headings and blocks between `:::`. HTML in it is let through, for newspapers paste it:
 *  the result is **not safe** before `safeHtml`. A line break of the source between two Han or kana
 *  characters is none of the text's. O(length); deep nesting stays text beyond 100 levels. */
export function htmlFromMarkdown(markdown: string): string {
  return renderer.render(markdown);
}

const renderer = new MarkdownIt({ html: true, linkify: true, maxNesting: 100 });
// Without a scheme, `readme.md` would be an address of Moldova.
renderer.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
renderer.use(footnote).use(taskBoxes).use(namedHeadings);
renderer.use(anchor, { slugify: headingId, tabIndex: false });
for (const name of ["tip", "note", "info", "warning", "caution", "danger", "important", "details"])
  renderer.use(container, name, admonition(name));

const WIDE = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\u3000-\\u303f\\uff00-\\uffef";
const ENDS_WIDE = new RegExp(`[${WIDE}]$`, "u");
const BEGINS_WIDE = new RegExp(`^[${WIDE}]`, "u");
const ENDS_MARK = /[\p{P}\p{S}]$/u;
const BEGINS_MARK = /^[\p{P}\p{S}]/u;

/** CommonMark wants a space between a letter and `**` before or after punctuation, which Han text
 *  has not: `**甘孜：**發展` would stay as it is. Where a Han or kana character stands there in
 *  place of the space, the marker opens or closes all the same. May go when markdown-it does this
 *  itself.
 *  @see https://github.com/commonmark/commonmark-spec/issues/650 */
class HanState extends renderer.inline.State {
  override scanDelims(start: number, canSplitWord: boolean) {
    const found = super.scanDelims(start, canSplitWord);
    if (!canSplitWord) return found;
    const before = this.src.slice(Math.max(0, start - 2), start);
    const end = start + found.length;
    const after = this.src.slice(end, end + 2);
    const opens = ENDS_WIDE.test(before) && BEGINS_MARK.test(after);
    const closes = ENDS_MARK.test(before) && BEGINS_WIDE.test(after);
    return {
      ...found,
      can_open: found.can_open || opens,
      can_close: found.can_close || closes,
    };
  }
}
renderer.inline.State = HanState;

renderer.renderer.rules["softbreak"] = (tokens, index) => {
  const before = tokens[index - 1]?.content ?? "";
  const after = tokens[index + 1]?.content ?? "";
  return ENDS_WIDE.test(before) && BEGINS_WIDE.test(after) ? "" : "\n";
};
