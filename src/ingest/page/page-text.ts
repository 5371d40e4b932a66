import { textFromHtml } from "#text/html/html-text.ts";
import { type HtmlElement, type HtmlNode, outerHtml } from "./html-tree.ts";

/** Elements that hold other blocks or a line of text. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 header li main nav ol p pre section table tbody td th tr ul"
  ).split(" "),
);
const SILENT: ReadonlySet<string> = new Set(
  "script style noscript template iframe textarea select title head svg".split(" "),
);
/** A shorter line is a heading, a caption or a link. Characters. */
const LEAST_SENTENCE = 20;

/** Characters of an element without those of scripts and styles, white space not counted. */
export function textLength(element: HtmlElement): number {
  return lengthsOf(element).text;
}

/** Characters of an element that stand in links. */
export function linkedLength(element: HtmlElement): number {
  return lengthsOf(element).linked;
}

type TextLengths = { readonly text: number; readonly linked: number };
/** Lengths that were counted: a tree is asked for them at each of its levels. */
const counted = new WeakMap<HtmlElement, TextLengths>();

function lengthsOf(element: HtmlElement): TextLengths {
  const known = counted.get(element);
  if (known !== undefined) return known;
  let text = 0;
  let linked = 0;
  for (const child of SILENT.has(element.name) ? [] : element.children) {
    const of = typeof child === "string" ? lengthOf(child) : lengthsOf(child);
    text += of.text;
    linked += of.linked;
  }
  const lengths = { text, linked: element.name === "a" ? text : linked };
  counted.set(element, lengths);
  return lengths;
}

function lengthOf(text: string): TextLengths {
  return { text: text.replace(/\s+/gu, "").length, linked: 0 };
}

/**
 * The paragraphs of a page or a part of it: its lines that are sentences, not links. A text that
 * says the same twice counts once.
 */
export function paragraphsOf(element: HtmlElement): ReadonlySet<string> {
  const lines = textFromHtml(withoutLinks(element)).split("\n");
  return new Set(lines.filter(isSentence));
}

/** Whether a line is a sentence: long enough, and with a mark that sentences have. */
export function isSentence(line: string): boolean {
  if (/^https?:\S+$/.test(line)) return false;
  return line.length >= LEAST_SENTENCE && /[。！？；，、,.!?;:：…]/u.test(line);
}

/** HTML in which blocks that are mostly links, and what is not shown, have no text. */
function withoutLinks(element: HtmlElement): string {
  const bare = (node: HtmlElement): HtmlElement => ({
    ...node,
    children: node.children.flatMap((child): HtmlNode[] => {
      if (typeof child === "string") return [child];
      if (SILENT.has(child.name)) return [];
      if (BLOCKS.has(child.name) && linkedLength(child) * 2 > textLength(child)) return [];
      return [bare(child)];
    }),
  });
  return outerHtml(bare(element));
}

/** The lines of text in an element, as `textFromHtml` reads them. */
export function linesOf(element: HtmlElement): readonly string[] {
  return textFromHtml(outerHtml(element)).split("\n").filter(Boolean);
}

/** Whether a text is Chinese: Han characters in it, few kana, and not many more of other letters.
 *  */
export function isChinese(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0;
  const han = count(/\p{Script=Han}/gu);
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  return han > 0 && kana * 5 < han && count(/[a-zA-Z]/g) < han * 4;
}
