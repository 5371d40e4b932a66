import { Readability } from "@mozilla/readability";
import { KNOWN_PLAYER } from "#text/html/player.ts";
import { withoutFurnitureLines } from "./body-furniture.ts";
import { allElements, type HtmlElement } from "./html-tree.ts";
import { densestContainer } from "./main-content.ts";
import { domFromTree, treeFromDom } from "./page-dom.ts";
import { isChinese, linesOf, paragraphsOf, textLength } from "./page-text.ts";

/** The text of an article, and what of its page was left out. */
export type ArticleBody = {
  /** Whom Readability takes for the author; "" when it found nobody. */
  readonly byline: string;
  /** What Readability takes for the title; "" when it found none. */
  readonly title: string;
  readonly content: HtmlElement;
  /** Of the characters in the page's paragraphs, how many are in the body too: from 0 to 1. */
  readonly share: number;
  /** How many of each thing that is no text were left out with what stands around the article. */
  readonly dropped: ReadonlyMap<string, number>;
};

/** Pages with more elements are read by the simpler way, which is linear. */
const MAX_ELEMENTS = 8_000;
/** Characters; less is a menu or a footer. */
const LEAST_TEXT = 25;
/** Of the characters in a page's paragraphs, so many in one hidden element mean that it is none. */
const REVEALED_PART = 0.85;
/** What an article may show beside its text, and a page lose with it. */
const SHOWN: ReadonlySet<string> = new Set(
  "audio embed figure form iframe math object svg table video".split(" "),
);

/**
 * The text of an article on its page: what Readability finds, without the furniture at its end that
 * it does not know; where it finds nothing, the element with most text of its own.
 * @param titles  what the page is called, to know the title in the text again
 * @returns undefined when nothing on the page looks like a text
 */
export function articleBody(page: HtmlElement, titles = ""): ArticleBody | undefined {
  if (textLength(page) < LEAST_TEXT) return undefined;
  const shown = revealed(page);
  const {
    title,
    byline,
    content: found,
  } = allElements(shown).length <= MAX_ELEMENTS
    ? readable(shown)
    : { title: "", byline: "", content: densestContainer(shown) };
  const content = found && withoutFurnitureLines(found, titles);
  if (content === undefined || textLength(content) < LEAST_TEXT) return undefined;
  return {
    title,
    byline,
    content,
    share: shareOf(content, shown),
    dropped: droppedFrom(shown, content),
  };
}

type Readable = {
  readonly title: string;
  readonly byline: string;
  readonly content: HtmlElement | undefined;
};

function readable(page: HtmlElement): Readable {
  const document = domFromTree(page);
  const reader = new Readability<HtmlElement>(document, {
    // A character of Chinese says what three of English do.
    charThreshold: isChinese(linesOf(page).join(" ")) ? 150 : 500,
    keepClasses: true,
    allowedVideoRegex: KNOWN_PLAYER,
    serializer: (node) => treeFromDom(node),
  });
  const found = parsed(reader);
  const [title = "", byline = ""] = [found?.title?.trim(), found?.byline?.trim()].map(
    (text) => text ?? "",
  );
  return { title, byline, content: found?.content ?? densestContainer(page) };
}

function parsed(reader: Readability<HtmlElement>): ReturnType<typeof reader.parse> | undefined {
  try {
    return reader.parse();
  } catch (error) {
    // linkedom hands on all children of an element as arguments, and a call can have only so many.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The page with its text shown where a script would show it: an element that hides nearly all the
 * paragraphs that there are is no hidden one.
 */
function revealed(page: HtmlElement): HtmlElement {
  const whole = textLength(page);
  const isText = (element: HtmlElement): boolean =>
    charactersIn(paragraphsOf(element)) >= charactersIn(paragraphsOf(page)) * REVEALED_PART;
  const isLarge = (element: HtmlElement): boolean => textLength(element) * 2 > whole;
  if (!allElements(page).some((element) => isLarge(element) && isHidden(element))) return page;
  const reveal = (element: HtmlElement): HtmlElement => {
    if (!isLarge(element)) return element;
    const isHiding = isHidden(element) && isText(element);
    const attributes = isHiding ? withoutHiding(element) : element.attributes;
    const children = element.children.map((child) =>
      typeof child === "string" ? child : reveal(child),
    );
    return { ...element, attributes, children };
  };
  return reveal(page);
}

function isHidden({ attributes }: HtmlElement): boolean {
  const style = attributes.get("style") ?? "";
  return (
    attributes.has("hidden") ||
    attributes.get("aria-hidden") === "true" ||
    /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
  );
}

function withoutHiding({ attributes }: HtmlElement): ReadonlyMap<string, string> {
  return new Map(
    [...attributes].filter(([name]) => !["style", "hidden", "aria-hidden"].includes(name)),
  );
}

function shareOf(content: HtmlElement, page: HtmlElement): number {
  const all = charactersIn(paragraphsOf(page));
  return all === 0 ? 1 : Math.min(1, charactersIn(paragraphsOf(content)) / all);
}

function charactersIn(paragraphs: ReadonlySet<string>): number {
  return [...paragraphs].reduce((sum, { length }) => sum + length, 0);
}

function droppedFrom(page: HtmlElement, content: HtmlElement): ReadonlyMap<string, number> {
  const count = (root: HtmlElement): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { name } of allElements(root))
      if (SHOWN.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  };
  const kept = count(content);
  return new Map(
    [...count(page)]
      .map(([name, number]) => [name, number - (kept.get(name) ?? 0)] as const)
      .filter(([, number]) => number > 0),
  );
}
