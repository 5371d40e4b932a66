import { parseHTML } from "linkedom";
import type { HtmlElement, HtmlNode } from "./html-tree.ts";

/** A document as the DOM standard has it, as far as linkedom does. */
export type DomDocument = ReturnType<typeof parseHTML>["document"];

/** What our own tree takes from a node of the DOM. */
type DomNode = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<DomNode>;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
};

/** What building needs of an element of the DOM. */
type DomElement = {
  appendChild(node: unknown): unknown;
  setAttribute(name: string, value: string): void;
};

const EMPTY = "<!doctype html><html><head></head><body></body></html>";
const ELEMENT = 1;
const TEXT = 3;

/**
 * The document of a page, made of our own tree, whose nesting is bounded, not parsed again.
 * O(elements).
 */
export function domFromTree(page: HtmlElement): DomDocument {
  const { document } = parseHTML(EMPTY);
  const existing: Readonly<Record<string, DomElement>> = {
    html: elementOf(document.documentElement),
    head: elementOf(document.head),
    body: elementOf(document.body),
  };
  const append = (parent: DomElement, node: HtmlNode): void => {
    if (typeof node === "string") {
      parent.appendChild(document.createTextNode(node));
      return;
    }
    const own = existing[node.name];
    const element: DomElement = own ?? document.createElement(node.name);
    for (const [name, value] of node.attributes) element.setAttribute(name, value);
    if (own === undefined) parent.appendChild(element);
    for (const child of node.children) append(element, child);
  };
  for (const node of page.children) append(elementOf(document.body), node);
  return document;
}

// linkedom's types name the browser's, which this project has no library of.
function elementOf(element: unknown): DomElement {
  return element as DomElement;
}

/** Our own tree of an element of the DOM. O(elements). */
export function treeFromDom(element: DomNode): HtmlElement {
  const children: HtmlNode[] = [];
  for (const child of element.childNodes) {
    if (child.nodeType === ELEMENT) children.push(treeFromDom(child));
    else if (child.nodeType === TEXT) children.push(child.nodeValue ?? "");
  }
  const attributes = Array.from(
    element.attributes ?? [],
    ({ name, value }) => [name, value] as const,
  );
  return { name: element.nodeName.toLowerCase(), attributes: new Map(attributes), children };
}
