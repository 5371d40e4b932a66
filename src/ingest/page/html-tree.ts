import { escapeHtml } from "#text/html/escape.ts";
import { closedBy, isTablePart, stepTo } from "#text/html/html-nesting.ts";
import { readHtmlTokens } from "#text/html/html-tokens.ts";

/** An element of a page. */
export type HtmlNode = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (HtmlNode | string)[];
};

/** Elements nested deeper than this lose their tags and keep their text, so that walking the tree cannot overflow. */
const MAX_NESTING = 200;
const VOID: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);

/** The tree of a page of any quality. O(length).
 *  @returns the root, which has no name */
export function parseHtml(html: string): HtmlNode {
  const root: HtmlNode = { name: "", attributes: new Map(), children: [] };
  const open: HtmlNode[] = [root];
  const names: string[] = [];
  const hidden = new Map<string, number>();
  const push = (name: string, attributes: ReadonlyMap<string, string>): void => {
    const node: HtmlNode = { name, attributes, children: [] };
    open.at(-1)?.children.push(node);
    if (VOID.has(name)) return;
    open.push(node);
    names.push(name);
  };
  const popTo = (length: number): void => {
    names.length = length;
    open.length = length + 1;
  };
  const place = (name: string): boolean => {
    for (;;) {
      const step = stepTo(name, names);
      if (step.kind === "place") return true;
      if (step.kind === "skip") return false;
      if (step.kind === "open") push(step.name, new Map());
      else popTo(step.index);
    }
  };
  readHtmlTokens(html, {
    text(text) {
      if (!text.trim() || place("#text")) open.at(-1)?.children.push(text);
    },
    open(name, attributes) {
      if (names.length < MAX_NESTING || VOID.has(name) || isTablePart(name)) {
        if (place(name)) push(name, attributes);
      } else hidden.set(name, (hidden.get(name) ?? 0) + 1);
    },
    close(name) {
      const unseen = hidden.get(name) ?? 0;
      const index = unseen > 0 ? -1 : closedBy(name, names);
      if (unseen > 0) hidden.set(name, unseen - 1);
      else if (index >= 0) popTo(index);
    },
  });
  return root;
}

/** Every element of the tree, in the order of the page. */
export function allElements(node: HtmlNode): readonly HtmlNode[] {
  const found: HtmlNode[] = [];
  const walk = (parent: HtmlNode): void => {
    for (const child of parent.children) {
      if (typeof child === "string") continue;
      found.push(child);
      walk(child);
    }
  };
  walk(node);
  return found;
}

/** The text inside an element, spaces collapsed. */
export function innerText(node: HtmlNode): string {
  const whole = (part: HtmlNode | string): string =>
    typeof part === "string" ? part : part.children.map(whole).join("");
  return whole(node).replace(/\s+/gu, " ").trim();
}

/** The HTML inside an element. Not safe. */
export function innerHtml(node: HtmlNode): string {
  return node.children
    .map((child) => (typeof child === "string" ? escapeHtml(child) : outerHtml(child)))
    .join("");
}

/** The HTML of an element with its own tags. Not safe. */
export function outerHtml(node: HtmlNode): string {
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const start = `<${node.name}${attributes.join("")}>`;
  return VOID.has(node.name) ? start : `${start}${innerHtml(node)}</${node.name}>`;
}
