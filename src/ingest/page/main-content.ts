import { allElements, type HtmlElement } from "./html-tree.ts";

/** Words of classes and ids that mean the text, and those that mean what stands around it. */
const TEXT_WORDS: ReadonlySet<string> = new Set(
  "article content artibody trs_editor zoom post entry main text story 正文".split(" "),
);
const FURNITURE_WORDS: ReadonlySet<string> = new Set(
  (
    "ad ads breadcrumb breadcrumbs comment comments copyright crumb crumbs footer header menu nav " +
    "navbar navigation next pager pagination prev recommend related share sharing sidebar toolbar"
  ).split(" "),
);
const CONTAINERS: ReadonlySet<string> = new Set("div article section td main body form".split(" "));
const FURNITURE: ReadonlySet<string> = new Set(
  "script style noscript template nav aside footer header form button select textarea iframe".split(
    " ",
  ),
);
/** Characters; less is a menu or a footer. */
const LEAST_TEXT = 60;

/**
 * The element with most text of its own, links and the containers in it not counted, and the
 * furniture in it left out. The simpler way to an article's text: O(elements).
 * @returns undefined when nothing on the page looks like a text
 */
export function densestContainer(page: HtmlElement): HtmlElement | undefined {
  let best: HtmlElement | undefined;
  let bestScore = LEAST_TEXT;
  for (const element of [page, ...allElements(page)]) {
    if (element !== page && !CONTAINERS.has(element.name)) continue;
    const score = scoreOf(element);
    if (score > bestScore) [best, bestScore] = [element, score];
  }
  return best === undefined ? undefined : withoutFurniture(best);
}

/** Whether a word of the element's class or id, whole, means what stands around a text. */
function isNamedFurniture(element: HtmlElement): boolean {
  return namesOf(element).some((name) => FURNITURE_WORDS.has(name));
}

function scoreOf(element: HtmlElement): number {
  const score = ownText(element);
  if (isNamedFurniture(element) || FURNITURE.has(element.name)) return score / 4;
  const isText = namesOf(element).some((name) => TEXT_WORDS.has(name));
  return isText || element.name === "article" ? score * 1.5 : score;
}

/**
 * Length of an element's text without that of its links. A container that is a paragraph, without
 * containers in it, counts as one; others count for themselves.
 */
function ownText(element: HtmlElement): number {
  let length = 0;
  for (const child of element.children) {
    if (typeof child === "string") length += child.trim().length;
    else if (child.name === "a" || FURNITURE.has(child.name)) continue;
    else if (!CONTAINERS.has(child.name) || isParagraph(child)) length += ownText(child);
  }
  return length;
}

function isParagraph(element: HtmlElement): boolean {
  return element.children.every(
    (child) => typeof child === "string" || !CONTAINERS.has(child.name),
  );
}

function withoutFurniture(element: HtmlElement): HtmlElement {
  const children = element.children
    .filter((child) => typeof child === "string" || !isFurniture(child))
    .map((child) => (typeof child === "string" ? child : withoutFurniture(child)));
  return { ...element, children };
}

function isFurniture(element: HtmlElement): boolean {
  return FURNITURE.has(element.name) || isNamedFurniture(element);
}

/** The words of an element's class and id: `share-box` is `share` and `box`, `relative` is one. */
function namesOf({ attributes }: HtmlElement): readonly string[] {
  return `${attributes.get("class") ?? ""} ${attributes.get("id") ?? ""}`
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[\s-]+/)
    .flatMap((name) => [name, ...name.split("_")]);
}
