import type MarkdownIt from "markdown-it";
import { escapeHtml } from "#text/html/escape.ts";

type Renderer = InstanceType<typeof MarkdownIt>;
type MarkdownToken = ReturnType<Renderer["parse"]>[number];

/** The id of a heading by its text, as GitHub makes it: letters and digits of any script, lower
 *  case, joined by `-`.
 *  @example headingId("第 1 章 Start!") // "第-1-章-start" */
export function headingId(text: string): string {
  const id = text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]+/gu, "")
    .replace(/\s+/gu, "-");
  return id || "section";
}

/** Plugin: a heading that ends in `{#name}` has that id, as Hugo, Docusaurus and kramdown write it.
 *  */
export function namedHeadings(markdown: Renderer): void {
  markdown.core.ruler.before("inline", "named_headings", ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      const inline = tokens[index + 1];
      if (token.type !== "heading_open" || inline === undefined) continue;
      const [whole, id] =
        /[\t ]*\{\s*(?:\/\*\s*)?#([\w:.-]+)[^{}]*\}[\t ]*$/.exec(inline.content) ?? [];
      if (whole === undefined || id === undefined) continue;
      token.attrSet("id", id);
      inline.content = inline.content.slice(0, -whole.length);
    }
  });
}

/** Plugin: boxes of task lists as characters, for feed readers show no form fields. */
export function taskBoxes(markdown: Renderer): void {
  markdown.core.ruler.before("inline", "task_boxes", ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type !== "inline" || tokens[index - 2]?.type !== "list_item_open") continue;
      token.content = token.content.replace(/^\[([ xX])\](?=\s)/, (_, box: string) =>
        box === " " ? "☐" : "☑",
      );
    }
  });
}

/** How a block between `:::name` and `:::` is written: set apart, its title above it. */
export function admonition(name: string): {
  readonly render: (tokens: readonly MarkdownToken[], index: number) => string;
} {
  return {
    render(tokens, index) {
      const token = tokens[index];
      if (token?.nesting !== 1) return name === "details" ? "</details>\n" : "</aside>\n";
      const given = token.info
        .trim()
        .slice(name.length)
        .replace(/^\[(.*)\]$/, "$1")
        .trim();
      const title = escapeHtml(given || `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
      return name === "details"
        ? `<details><summary>${title}</summary>\n`
        : `<aside><p><strong>${title}</strong></p>\n`;
    },
  };
}
