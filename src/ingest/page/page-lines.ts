import type { HtmlElement } from "./html-tree.ts";

/** A run of text within one element of a line. */
type LineSegment = {
  readonly text: string;
  /** Classes, ids and such of the two innermost elements around it, in small letters. */
  readonly names: string;
  readonly isLinked: boolean;
};

/** A line of a page as it is shown, in the parts that its elements make of it. */
export type PageLine = {
  readonly segments: readonly LineSegment[];
  /** The text of all segments, a space between them. */
  readonly text: string;
  /** From 1 to 6 for a heading; 0 for other lines. */
  readonly level: number;
};

const INLINE: ReadonlySet<string> = new Set(
  (
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q ruby s samp " +
    "small span strike strong sub sup time tt u var wbr"
  ).split(" "),
);
const SILENT: ReadonlySet<string> = new Set(
  "script style noscript template iframe textarea select svg math object head title rt rp".split(
    " ",
  ),
);
/** More lines are not looked at. */
const MAX_LINES = 20_000;

type Around = { readonly names: readonly string[]; readonly isLinked: boolean };

/** The lines of a page. O(its elements). */
export function pageLines(page: HtmlElement): readonly PageLine[] {
  const lines: PageLine[] = [];
  let segments: LineSegment[] = [];
  let level = 0;
  const endLine = (): void => {
    const text = segments.map((segment) => segment.text).join(" ");
    if (text !== "" && lines.length < MAX_LINES) lines.push({ segments, text, level });
    segments = [];
  };
  const visit = (element: HtmlElement, around: Around): void => {
    if (SILENT.has(element.name)) return;
    const isBlock = !INLINE.has(element.name);
    if (isBlock) endLine();
    const outer = level;
    const heading = /^h([1-6])$/.exec(element.name)?.[1];
    if (heading !== undefined) level = Number(heading);
    const inner: Around = {
      names: [namesOf(element), ...around.names].slice(0, 2),
      isLinked: around.isLinked || element.name === "a",
    };
    for (const child of element.children) {
      if (typeof child !== "string") visit(child, inner);
      else {
        const text = child.replace(/\s+/gu, " ").trim();
        const names = inner.names.join(" ");
        if (text !== "") segments.push({ text, names, isLinked: inner.isLinked });
      }
    }
    if (isBlock) endLine();
    level = outer;
  };
  visit(page, { names: [], isLinked: false });
  endLine();
  return lines;
}

function namesOf({ attributes }: HtmlElement): string {
  return ["class", "id", "itemprop", "rel", "data-bosszone"]
    .map((name) => attributes.get(name) ?? "")
    .join(" ")
    .toLowerCase();
}
