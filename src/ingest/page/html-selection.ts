import { compile } from "css-select";
import { rejection, type Rejection } from "#model/rejection.ts";
import { allElements, type HtmlElement, type HtmlNode, innerText } from "./html-tree.ts";

/**
 * Steps from sibling to sibling that one selector may take on a page: the sum of the squares of the
 * numbers of children. Pages of 7,000 rows are below it; `:nth-child` would be hours on a page of a
 * million.
 */
const MAX_STEPS = 5e7;
/** Longer selectors are a mistake. UTF-16 units. */
const MAX_SELECTOR = 2_000;

/** Checks a selector of CSS, such as `.path a` or `meta[name=author]`.
 *  @returns a Rejection that says what is wrong with it
 *  @see Selectors Level 4, as far as css-select knows it */
export function toSelector(value: unknown): string | Rejection {
  if (typeof value !== "string" || value.trim() === "")
    return rejection({}, { what: "is not a text", fix: "write a CSS selector such as .path a" });
  if (value.length > MAX_SELECTOR)
    return rejection({}, { what: `is longer than ${MAX_SELECTOR} characters` });
  if (HANGING.test(value))
    return rejection({}, { what: `${value} ends in a combinator`, fix: "say what comes after it" });
  try {
    compile(value, { adapter: adapterFor(NOTHING) });
    return value.trim();
  } catch (error) {
    // What css-select has against a selector it throws as an Error.
    if (!(error instanceof Error)) throw error;
    return rejection(
      {},
      {
        what: `${value} is no selector: ${error.message}`,
        fix: "write a CSS selector such as .path a",
      },
    );
  }
}

/** Matches `p >`, `a +, b`; refuses `[title=">"]`. */
const HANGING = /[>+~]\s*(?:,|$)/;
const NOTHING: HtmlElement = { name: "", attributes: new Map(), children: [] };

/**
 * Opens a page for selecting: gives the elements that a checked selector matches, in the order of
 * the page, and of those inside each other the outermost. O(elements × siblings) at worst
 * @returns a Rejection when the page has so many elements beside each other that it would take too
 *   long
 */
export function selectionIn(
  page: HtmlElement,
): ((selector: string) => readonly HtmlElement[]) | Rejection {
  const elements = allElements(page);
  const steps = [page, ...elements].reduce((sum, { children }) => sum + children.length ** 2, 0);
  if (steps > MAX_STEPS)
    return rejection({}, { what: "has too many elements beside each other for selectors" });
  const adapter = adapterFor(page);
  return (selector) =>
    outermost(elements.filter(compile<HtmlNode, HtmlElement>(selector, { adapter })));
}

/** The page without these elements. */
export function withoutElements(page: HtmlElement, dropped: ReadonlySet<HtmlElement>): HtmlElement {
  if (dropped.size === 0) return page;
  const children = page.children.flatMap((child): HtmlNode[] => {
    if (typeof child === "string") return [child];
    return dropped.has(child) ? [] : [withoutElements(child, dropped)];
  });
  return { ...page, children };
}

function outermost(found: readonly HtmlElement[]): readonly HtmlElement[] {
  const inner = new Set<HtmlElement>();
  return found.filter((element) => {
    if (inner.has(element)) return false;
    for (const below of allElements(element)) inner.add(below);
    return true;
  });
}

/** How css-select walks our tree, whose elements do not know their parents. */
function adapterFor(page: HtmlElement) {
  const parents = new Map<HtmlElement, HtmlElement>();
  const before = new Map<HtmlElement, HtmlElement>();
  for (const parent of [page, ...allElements(page)]) {
    let previous: HtmlElement | undefined;
    for (const child of parent.children) {
      if (typeof child === "string") continue;
      parents.set(child, parent);
      if (previous !== undefined) before.set(child, previous);
      previous = child;
    }
  }
  // The root is no element: nothing stands beside the elements in it but they themselves.
  const isTag = (part: HtmlNode): part is HtmlElement =>
    typeof part !== "string" && part.name !== "";
  const parentOf = (part: HtmlNode): HtmlElement | undefined =>
    typeof part === "string" ? undefined : parents.get(part);
  return {
    isTag,
    getAttributeValue: ({ attributes }: HtmlElement, name: string) => attributes.get(name),
    hasAttrib: ({ attributes }: HtmlElement, name: string) => attributes.has(name),
    getChildren: (part: HtmlNode): HtmlNode[] => (typeof part === "string" ? [] : part.children),
    getName: ({ name }: HtmlElement) => name,
    getParent: (part: HtmlElement) => parentOf(part) ?? null,
    getSiblings: (part: HtmlNode): HtmlNode[] => parentOf(part)?.children ?? [part],
    prevElementSibling: (part: HtmlNode) =>
      (typeof part === "string" ? undefined : before.get(part)) ?? null,
    getText: (part: HtmlNode) => (typeof part === "string" ? part : innerText(part)),
    removeSubsets: (parts: HtmlNode[]): HtmlNode[] => parts,
  };
}
