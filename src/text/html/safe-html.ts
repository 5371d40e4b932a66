import { ALLOWED, DROPPED_WHOLE, RENAMED } from "./allow-list.ts";
import { type DroppedContent, isShown } from "./dropped-content.ts";
import { createFrameWriter, type TagAttributes } from "./embedded-frame.ts";
import { readHtmlTokens } from "./html-tokens.ts";
import { createHtmlWriter, type HtmlWriter } from "./html-writer.ts";
import { isMathml } from "./mathml.ts";
import { safeAttributes, type SafeHtmlContext } from "./safe-attributes.ts";

/** Where elements that point to something may stand; elsewhere they mean nothing. */
const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  source: ["picture", "audio", "video"],
  track: ["audio", "video"],
};
/** Start tags that end an `svg` or `math` that nobody closed, as in browsers. */
const BREAKS_OUT: ReadonlySet<string> = new Set(
  "blockquote div dl h1 h2 h3 h4 h5 h6 hr img li ol p pre ruby table ul".split(" "),
);
/** Where HTML may stand inside `svg` or `math`. */
const FOREIGN_HTML: ReadonlySet<string> = new Set(["foreignobject", "desc", "annotation-xml"]);
/** Dropped elements that can lie inside each other. */
const NESTS: ReadonlySet<string> = new Set(["svg", "template", "annotation-xml"]);

/** Safe HTML, and what is not in it as it was. */
export type SanitizedHtml = {
  readonly html: string;
  readonly dropped: readonly DroppedContent[];
};

/**
 * HTML that is safe to show anywhere: elements and attributes of the allow-list alone, every URL
 * absolute and of a harmless scheme, every element closed, nested as any parser would nest it.
 * `safeHtml(safeHtml(x)) = safeHtml(x)`. Takes any text; O(length).
 * @see allow-list.ts for what stays; trust.md §2 row 1
 */
export function safeHtml(html: string, context: SafeHtmlContext): string {
  return sanitizeHtml(html, context).html;
}

/**
 * The same as `safeHtml`, with what was dropped: frames, objects and embeds that became links or
 * nothing, drawings, forms' fields, pictures that cannot be shown. O(length).
 */
export function sanitizeHtml(html: string, context: SafeHtmlContext): SanitizedHtml {
  const writer = createHtmlWriter();
  const dropped: DroppedContent[] = [];
  const drop = (content: DroppedContent): void => void dropped.push(content);
  const dropping = createDropping(drop);
  const frames = createFrameWriter(writer, context, drop);
  const open = (name: string, given: TagAttributes, isSelfClosing: boolean): void => {
    if (!ALLOWED.has(name)) return;
    if (isMathml(name)) {
      openMathml(writer, name, { attributes: safeAttributes(name, given, context), isSelfClosing });
      return;
    }
    if (writer.isOpen("math")) {
      // What no formula holds ends it where browsers end it; else its tags go and its text stays.
      if (!BREAKS_OUT.has(name)) return;
      writer.close("math");
    }
    const attributes = safeAttributes(name, given, context);
    // Only what its author made a point is one: a small file may be all that there is to see.
    if (name === "img" && isPixel(given)) return;
    frames.beforeOpen(name, attributes);
    if (!writeElement(writer, name, attributes))
      drop({ element: name, became: "nothing", address: given.get("src") ?? "" });
  };
  readHtmlTokens(html, {
    text(text) {
      if (!dropping.isOn() && !frames.beforeText(text)) writer.text(text);
    },
    open(written, given, isSelfClosing) {
      const isFrame = !dropping.isOn() && frames.open(written, given);
      if (dropping.open(written) || isFrame) return;
      open(RENAMED.get(written) ?? written, given, isSelfClosing);
    },
    close(written) {
      if (dropping.close(written)) return;
      const name = RENAMED.get(written) ?? written;
      frames.beforeClose(name);
      if (written === "br") writer.open("br", new Map());
      else writer.close(name);
    },
  });
  frames.end();
  return { html: writer.end(), dropped };
}

/** Elements of MathML that hold nothing. */
const EMPTY_MATHML: ReadonlySet<string> = new Set(["mspace", "mprescripts", "none"]);

/** MathML stands within `math` alone, and `math` not in itself. */
function openMathml(
  writer: HtmlWriter,
  name: string,
  {
    attributes,
    isSelfClosing,
  }: { readonly attributes: TagAttributes; readonly isSelfClosing: boolean },
): void {
  if (writer.isOpen("math") === (name === "math")) return;
  const isOpen = writer.isOpen(name);
  writer.open(name, attributes);
  if (!isSelfClosing && !EMPTY_MATHML.has(name)) return;
  // Where nesting is too deep nothing was opened, and an outer one must not be closed.
  if (writer.top() === name || !isOpen) writer.close(name);
}

/** @returns false where nothing is written and something is missed */
function writeElement(
  writer: HtmlWriter,
  name: string,
  attributes: ReadonlyMap<string, string>,
): boolean {
  if (name === "img" && !attributes.has("src") && !attributes.has("srcset")) {
    // A picture that cannot be shown leaves its words.
    writer.text(attributes.get("alt") ?? "");
    return false;
  }
  const holder = writer.top();
  const holders = HOLDERS[name];
  const address = holder === "picture" ? "srcset" : "src";
  if (holders !== undefined && !(holders.includes(holder) && attributes.has(address))) return true;
  writer.open(name, attributes);
  return true;
}

/** A picture of one point or none, which only tells its server who reads. */
function isPixel(given: TagAttributes): boolean {
  return [given.get("width"), given.get("height")].every((size) =>
    /^\s*[01](?:px)?\s*$/.test(size ?? ""),
  );
}

/**
 * Follows elements that go with everything inside them. Each call says whether its tag belongs to
 * one.
 */
function createDropping(drop: (content: DroppedContent) => void) {
  let dropped = "";
  let depth = 0;
  let foreignHtml = false;
  return {
    isOn: () => dropped !== "",
    open(name: string): boolean {
      const isForeign = dropped === "svg" || dropped === "annotation";
      if (isForeign && FOREIGN_HTML.has(name)) foreignHtml = true;
      if (isForeign && !foreignHtml && BREAKS_OUT.has(name)) dropped = "";
      if (dropped !== "") {
        if (name === dropped && NESTS.has(name)) depth++;
        return true;
      }
      if (!DROPPED_WHOLE.has(name)) return false;
      [dropped, depth, foreignHtml] = [name, 1, false];
      if (isMissed(name)) drop({ element: name, became: "nothing", address: "" });
      return true;
    },
    close(name: string): boolean {
      if (dropped === "") return false;
      // A formula's end ends the notes in it that nobody closed.
      if (name === "math" && dropped.startsWith("annotation")) {
        dropped = "";
        return false;
      }
      if (name === dropped && --depth === 0) dropped = "";
      return true;
    },
  };
}

/** Whether an element that goes with all inside it showed something; frames are told elsewhere. */
function isMissed(name: string): boolean {
  return isShown(name) && name !== "iframe";
}
