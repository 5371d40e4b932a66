import { type SafeElement, type SafeNode, rawText, treeOf } from "./safe-tree.ts";
import { inlineMarkdown } from "./markdown-inline.ts";
import { tableMarkdown } from "./markdown-table.ts";

/** Elements that stand on lines of their own, or hold such. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr " +
    "li ol p pre section summary table ul"
  ).split(" "),
);

/**
 * Safe HTML as Markdown that gives the same article again: headings, lists, tables, code, links,
 * pictures, emphasis. What it has no signs for comes as text. O(length).
 * @param page the article's own address, for links to places in it
 * @see CommonMark 0.31.2; GitHub Flavored Markdown 0.29 for tables
 * @example markdownFromHtml("<p>中<b>文</b></p>", "") // "中**文**"
 */
export function markdownFromHtml(html: string, page: string): string {
  return blocksOf(treeOf(html).children, page).join("\n\n");
}

/** The blocks of an element, without blank lines at their ends. */
function blocksOf(nodes: readonly SafeNode[], page: string): readonly string[] {
  const blocks: string[] = [];
  let run: SafeNode[] = [];
  const endRun = (): void => {
    const text = quietLines(inlineMarkdown(run, "\\\n", page));
    if (text !== "") blocks.push(text);
    run = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) run.push(node);
    else {
      endRun();
      blocks.push(...blockOf(node, page));
    }
  }
  endRun();
  return blocks;
}

/** Whether a node stands on lines of its own: by what it is, or by what is inside it. */
function isBlock(node: SafeNode): node is SafeElement {
  return typeof node === "object" && (BLOCKS.has(node.name) || node.children.some(isBlock));
}

function blockOf(node: SafeElement, page: string): readonly string[] {
  const { name, children } = node;
  const inner = (): readonly string[] => blocksOf(children, page);
  if (/^h[1-6]$/.test(name)) return headingOf(node, page);
  if (name === "hr") return ["---"];
  if (name === "pre") return codeBlock(rawText(node));
  if (name === "ul" || name === "ol") return [listOf(node, page)].filter(Boolean);
  if (name === "table") return tableMarkdown(node, page) ?? inner();
  if (name === "blockquote") return prefixed(inner(), "> ");
  if (name === "dd") return prefixed(inner(), "  ").map((text) => `: ${text.slice(2)}`);
  return inner();
}

function headingOf({ name, children }: SafeElement, page: string): readonly string[] {
  const text = inlineMarkdown(children, " ", page).replace(/(?<![\\#])#+$/, "\\$&");
  return text === "" ? [] : [`${"#".repeat(Number(name[1]))} ${text}`];
}

/** The blocks as one, each line behind a prefix. */
function prefixed(blocks: readonly string[], prefix: string): readonly string[] {
  if (blocks.length === 0) return [];
  const lines = blocks.join("\n\n").split("\n");
  return [lines.map((line) => (prefix + line).trimEnd()).join("\n")];
}

function listOf({ name, attributes, children }: SafeElement, page: string): string {
  let number = Number(attributes.get("start") ?? 1) || 0;
  const items: string[] = [];
  let isLoose = false;
  for (const child of children) {
    const blocks =
      typeof child === "string"
        ? blocksOf([child], page)
        : blocksOf([...(child.name === "li" ? child.children : [child])], page);
    if (blocks.length === 0) continue;
    const marker = name === "ul" ? "- " : `${Math.max(0, number++)}. `;
    isLoose ||= blocks.some((text, place) => place > 0 && !/^(?:[-*]|\d+\.) /.test(text));
    const body = blocks.join(isLoose ? "\n\n" : "\n").split("\n");
    const indent = " ".repeat(marker.length);
    items.push(
      marker +
        body.map((line, place) => (place > 0 && line !== "" ? indent + line : line)).join("\n"),
    );
  }
  return items.join(isLoose ? "\n\n" : "\n");
}

function codeBlock(text: string): readonly string[] {
  const code = text.replace(/^\n|\n+$/g, "");
  if (code.trim() === "") return [];
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}\n${code}\n${fence}`];
}

/** Lines of text that begin like another kind of block, written so that they are none.
 *  @example quietLines("1. x") // "1\\. x" */
function quietLines(text: string): string {
  return text
    .replace(/^(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|=+\s*$|-{2,}\s*$|~{3})/gm, "\\")
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/gm, "$1\\");
}

/** Text of one line in which nothing is taken for Markdown. */
export function plainMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<]/g, "\\$&");
}
