import { allElements, type HtmlElement, type HtmlNode } from "./html-tree.ts";

const ADDRESSES = ["href", "src", "data-src", "data-original", "poster", "cite"];

/**
 * The page with its addresses relative to its `base` element's, where it has an absolute one, so
 * that they mean the same without it.
 * @see https://html.spec.whatwg.org/#the-base-element
 */
export function withBase(page: HtmlElement): HtmlElement {
  const base = allElements(page).find(
    ({ name, attributes }) => name === "base" && URL.canParse(attributes.get("href") ?? ""),
  );
  return base === undefined ? page : resolved(page, base.attributes.get("href") ?? "");
}

function resolved(element: HtmlElement, base: string): HtmlElement {
  const attributes = new Map(
    [...element.attributes].map(([name, value]) => {
      const isOwn = element.name === "base" || !ADDRESSES.includes(name) || value.startsWith("#");
      return [name, isOwn ? value : (URL.parse(value, base)?.href ?? value)] as const;
    }),
  );
  const children = element.children.map((child): HtmlNode =>
    typeof child === "string" ? child : resolved(child, base),
  );
  return { ...element, attributes, children };
}
