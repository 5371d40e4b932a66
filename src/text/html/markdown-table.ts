import { type SafeElement, type SafeNode } from "./safe-tree.ts";
import { inlineMarkdown } from "./markdown-inline.ts";

/** Columns of a table that is still one. */
const MAX_COLUMNS = 50;

/** A table as Markdown, a line a row; cells that reach over others leave those empty.
 *  @returns undefined for one that only lays out: of one column, or with blocks or tables inside
 *    its cells; its caption is a block before it */
export function tableMarkdown(table: SafeElement, page: string): readonly string[] | undefined {
  const rows = rowsOf(table);
  const isLayout = rows.some((row) => cellsOf(row).some(({ children }) => children.some(isLarge)));
  const grid = isLayout ? [] : gridOf(rows, page);
  const width = Math.max(0, ...grid.map((row) => row.length));
  if (width < 2 || width > MAX_COLUMNS) return undefined;
  const line = (row: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, column) => row[column] ?? "").join(" | ")} |`;
  const [head = [], ...body] = grid;
  const caption = table.children.filter((child) => nameOf(child) === "caption");
  const told = inlineMarkdown(caption, " ", page);
  const rule = `|${" --- |".repeat(width)}`;
  return [...(told === "" ? [] : [told]), [line(head), rule, ...body.map(line)].join("\n")];
}

function nameOf(node: SafeNode): string {
  return typeof node === "string" ? "" : node.name;
}

function isElement(node: SafeNode): node is SafeElement {
  return typeof node === "object";
}

function rowsOf({ children }: SafeElement): readonly SafeElement[] {
  return children.filter(isElement).flatMap((child) => {
    if (child.name === "tr") return [child];
    return /^t(?:head|body|foot)$/.test(child.name) ? rowsOf(child) : [];
  });
}

function cellsOf({ children }: SafeElement): readonly SafeElement[] {
  return children.filter(isElement).filter(({ name }) => name === "td" || name === "th");
}

/** Whether something does not fit into one line of a cell. */
function isLarge(node: SafeNode): boolean {
  if (!isElement(node)) return false;
  return (
    /^(?:table|ul|ol|dl|pre|blockquote|h[1-6]|figure)$/.test(node.name) ||
    node.children.some(isLarge)
  );
}

function gridOf(rows: readonly SafeElement[], page: string): readonly (readonly string[])[] {
  const grid: string[][] = rows.map(() => []);
  for (const [place, row] of rows.entries()) {
    const line = grid[place] ?? [];
    let column = 0;
    for (const cell of cellsOf(row)) {
      while (line[column] !== undefined) column++;
      const span = (name: string): number =>
        Math.min(MAX_COLUMNS, Math.max(1, Number(cell.attributes.get(name)) || 1));
      const [wide, high] = [span("colspan"), span("rowspan")];
      for (const below of grid.slice(place, place + high))
        for (let each = column; each < column + wide; each++) below[each] ??= "";
      line[column] = cellText(cell, page);
      column += wide;
    }
  }
  return grid;
}

/** The text of a cell, its paragraphs one after another. */
function cellText({ children }: SafeElement, page: string): string {
  const parts: SafeNode[][] = [[]];
  for (const child of children)
    if (nameOf(child) === "p" || nameOf(child) === "div") parts.push([child], []);
    else parts.at(-1)?.push(child);
  return parts
    .map((part) => inlineMarkdown(part, "<br>", page))
    .filter(Boolean)
    .join("<br>")
    .replace(/\|/g, "\\|");
}
