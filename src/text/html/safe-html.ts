import { ALLOWED, DROPPED_WHOLE, RENAMED } from "./allow-list.ts";
import { readHtmlTokens } from "./html-tokens.ts";
import { createHtmlWriter, type HtmlWriter } from "./html-writer.ts";
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
const NESTS: ReadonlySet<string> = new Set(["svg", "math", "template"]);

/**
 * HTML that is safe to show anywhere: elements and attributes of the allow-list alone, every URL
 * absolute and of a harmless scheme, every element closed, nested as any parser would nest it.
 * `safeHtml(safeHtml(x)) = safeHtml(x)`. Takes any text; O(length).
 * @see allow-list.ts for what stays; trust.md §2 row 1
 */
export function safeHtml(html: string, context: SafeHtmlContext): string {
  const writer = createHtmlWriter();
  const dropping = createDropping();
  readHtmlTokens(html, {
    text(text) {
      if (!dropping.isOn()) writer.text(text);
    },
    open(written, given) {
      if (dropping.open(written)) return;
      const name = RENAMED.get(written) ?? written;
      if (ALLOWED.has(name)) writeElement(writer, name, safeAttributes(name, given, context));
    },
    close(written) {
      if (dropping.close(written)) return;
      if (written === "br") writer.open("br", new Map());
      else writer.close(RENAMED.get(written) ?? written);
    },
  });
  return writer.end();
}

function writeElement(
  writer: HtmlWriter,
  name: string,
  attributes: ReadonlyMap<string, string>,
): void {
  if (name === "img" && !attributes.has("src") && !attributes.has("srcset")) {
    // A picture that cannot be shown leaves its words.
    writer.text(attributes.get("alt") ?? "");
    return;
  }
  const holder = writer.top();
  const holders = HOLDERS[name];
  const address = holder === "picture" ? "srcset" : "src";
  if (holders !== undefined && !(holders.includes(holder) && attributes.has(address))) return;
  if (name === "img" && isPixel(attributes)) return;
  writer.open(name, attributes);
}

/** A picture of one point or none, which only tells its server who reads. */
function isPixel(attributes: ReadonlyMap<string, string>): boolean {
  return [attributes.get("width"), attributes.get("height")].every(
    (size) => size === "0" || size === "1",
  );
}

/**
 * Follows elements that go with everything inside them. Each call says whether its tag belongs to
 * one.
 */
function createDropping() {
  let dropped = "";
  let depth = 0;
  let foreignHtml = false;
  return {
    isOn: () => dropped !== "",
    open(name: string): boolean {
      const isForeign = dropped === "svg" || dropped === "math";
      if (isForeign && FOREIGN_HTML.has(name)) foreignHtml = true;
      if (isForeign && !foreignHtml && BREAKS_OUT.has(name)) dropped = "";
      if (dropped !== "") {
        if (name === dropped && NESTS.has(name)) depth++;
        return true;
      }
      if (!DROPPED_WHOLE.has(name)) return false;
      [dropped, depth, foreignHtml] = [name, 1, false];
      return true;
    },
    close(name: string): boolean {
      if (dropped === "") return false;
      if (name === dropped && --depth === 0) dropped = "";
      return true;
    },
  };
}
