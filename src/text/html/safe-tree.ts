import { VOID_ELEMENTS } from "./html-nesting.ts";
import { readHtmlTokens } from "./html-tokens.ts";

/** An element with what is inside it, or a text. */
export type SafeNode = string | SafeElement;

/** An element of a tree. */
export type SafeElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: SafeNode[];
};

/** The tree of safe HTML, whose elements are closed and nested as they should be. O(length). */
export function treeOf(html: string): SafeElement {
  const root: SafeElement = { name: "", attributes: new Map(), children: [] };
  const open = [root];
  const add = (node: SafeNode): void => {
    const children = open.at(-1)?.children ?? [];
    const last = children.at(-1);
    // A run of text comes in several calls.
    if (typeof node === "string" && typeof last === "string")
      children[children.length - 1] = last + node;
    else children.push(node);
  };
  readHtmlTokens(html, {
    text: add,
    open(name, attributes, isSelfClosing) {
      const element = { name, attributes, children: [] };
      add(element);
      if (!VOID_ELEMENTS.has(name) && !isSelfClosing) open.push(element);
    },
    close(name) {
      const index = open.findLastIndex((element) => element.name === name);
      if (index > 0) open.length = index;
    },
  });
  return root;
}

/** The text inside an element, as it stands. */
export function rawText(node: SafeNode): string {
  return typeof node === "string" ? node : node.children.map(rawText).join("");
}
