import { escapeHtml } from "#text/html/escape.ts";
import {
  closedBy,
  isTablePart,
  MAX_NESTING,
  stepTo,
  VOID_ELEMENTS,
} from "#text/html/html-nesting.ts";
import { readHtmlTokens } from "#text/html/html-tokens.ts";

/** An element of a page. */
export type HtmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: HtmlNode[];
};

/** An element, or characters between elements. */
export type HtmlNode = HtmlElement | string;

/** The tree of a page of any quality. O(length).
 *  @returns the root, which has no name */
export function parseHtml(html: string): HtmlElement {
  const root: HtmlElement = { name: "", attributes: new Map(), children: [] };
  const open: HtmlElement[] = [root];
  const names: string[] = [];
  const hidden = new Map<string, number>();
  const push = (name: string, attributes: ReadonlyMap<string, string>): void => {
    const node: HtmlElement = { name, attributes, children: [] };
    open.at(-1)?.children.push(node);
    if (VOID_ELEMENTS.has(name)) return;
    open.push(node);
    names.push(name);
  };
  const popTo = (length: number): void => {
    names.length = length;
    open.length = length + 1;
  };
  const makeRoom = (name: string): boolean => {
    for (;;) {
      const step = stepTo(name, names);
      if (step.kind === "insert") return true;
      if (step.kind === "skip") return false;
      if (step.kind === "open") push(step.name, new Map());
      else popTo(step.index);
    }
  };
  readHtmlTokens(html, {
    text(text) {
      if (text.trim() && !makeRoom("#text")) return;
      const children = open.at(-1)?.children ?? [];
      const last = children.at(-1);
      // One run of text comes in several calls.
      if (typeof last === "string") children[children.length - 1] = last + text;
      else children.push(text);
    },
    open(name, attributes) {
      if (names.length < MAX_NESTING || VOID_ELEMENTS.has(name) || isTablePart(name)) {
        if (makeRoom(name)) push(name, attributes);
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
export function allElements(node: HtmlElement): readonly HtmlElement[] {
  const found: HtmlElement[] = [];
  const walk = (parent: HtmlElement): void => {
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
export function innerText(node: HtmlElement): string {
  const whole = (part: HtmlNode): string =>
    typeof part === "string" ? part : part.children.map(whole).join("");
  return whole(node).replace(/\s+/gu, " ").trim();
}

/** The HTML inside an element. Not safe. */
export function innerHtml(node: HtmlElement): string {
  return node.children
    .map((child) => (typeof child === "string" ? escapeHtml(child) : outerHtml(child)))
    .join("");
}

/** The HTML of an element with its own tags. Not safe. */
export function outerHtml(node: HtmlElement): string {
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const start = `<${node.name}${attributes.join("")}>`;
  return VOID_ELEMENTS.has(node.name) ? start : `${start}${innerHtml(node)}</${node.name}>`;
}
