import { allElements, type HtmlElement } from "./html-tree.ts";

/** Names of classes and ids that mean the text, and those that mean what stands around it. */
const TEXT_NAME = /article|content|artibody|trs_editor|zoom|post|entry|main|text|正文/i;
const FURNITURE_NAME =
  /comment|footer|\bnav|sidebar|relat|share|menu|crumb|copyright|recommend|\bads?\b|pager|\bprev|\bnext|header|toolbar/i;
const CONTAINERS: ReadonlySet<string> = new Set("div article section td main body form".split(" "));
const FURNITURE: ReadonlySet<string> = new Set(
  "script style noscript template nav aside footer header form button select textarea iframe".split(
    " ",
  ),
);
/** Characters; less is a menu or a footer. */
const LEAST_TEXT = 60;

/**
 * The element that holds the text of an article: the one with most text in paragraphs directly
 * inside it, links not counted; the furniture in it left out.
 * @returns undefined when nothing on the page looks like a text
 */
export function mainContent(page: HtmlElement): HtmlElement | undefined {
  let best: HtmlElement | undefined;
  let bestScore = LEAST_TEXT;
  for (const element of [page, ...allElements(page)]) {
    if (element !== page && !CONTAINERS.has(element.name)) continue;
    const score = scoreOf(element);
    if (score > bestScore) [best, bestScore] = [element, score];
  }
  return best === undefined ? undefined : withoutFurniture(best);
}

function scoreOf(element: HtmlElement): number {
  const score = ownText(element);
  const names = namesOf(element);
  if (FURNITURE_NAME.test(names) || FURNITURE.has(element.name)) return score / 4;
  return TEXT_NAME.test(names) || element.name === "article" ? score * 1.5 : score;
}

/**
 * Length of an element's text without that of its links and of the containers in it, which count
 * for themselves.
 */
function ownText(element: HtmlElement): number {
  let length = 0;
  for (const child of element.children) {
    if (typeof child === "string") length += child.trim().length;
    else if (child.name !== "a" && !CONTAINERS.has(child.name) && !FURNITURE.has(child.name))
      length += ownText(child);
  }
  return length;
}

function withoutFurniture(element: HtmlElement): HtmlElement {
  const children = element.children
    .filter((child) => typeof child === "string" || !isFurniture(child))
    .map((child) => (typeof child === "string" ? child : withoutFurniture(child)));
  return { ...element, children };
}

function isFurniture(element: HtmlElement): boolean {
  return FURNITURE.has(element.name) || FURNITURE_NAME.test(namesOf(element));
}

function namesOf({ attributes }: HtmlElement): string {
  return `${attributes.get("class") ?? ""} ${attributes.get("id") ?? ""}`;
}
