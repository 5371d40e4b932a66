import { escapeHtml, legalText } from "./escape.ts";
import { closedBy, isTablePart, MAX_NESTING, stepTo, VOID_ELEMENTS } from "./html-nesting.ts";

/** Elements that say nothing without attributes: their tags are left out. */
const BARE: ReadonlySet<string> = new Set(["a", "span"]);

/** Writes well-formed HTML from tags and text in any order. */
export type HtmlWriter = {
  /** The name of the innermost open element; "" when there is none. */
  top(): string;
  /** Whether such an element is open. */
  isOpen(name: string): boolean;
  /** Characters, not yet escaped. */
  text(text: string): void;
  /**
   * A start tag; what it ends is closed first, what it needs around it is opened. Void elements
   * need no end tag.
   */
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  /** An end tag; what is open inside is closed first, and a stray one is passed over. */
  close(name: string): void;
  /** All that was written, with every element closed. */
  end(): string;
};

/**
 * A writer of HTML fragments whose elements are closed and nested as the HTML standard's own parser
 * would nest them. O(1) a call.
 */
export function createHtmlWriter(): HtmlWriter {
  const out: string[] = [];
  const names: string[] = [];
  const written: boolean[] = [];
  /** Start tags left out for their depth, whose end tags must be left out too. */
  const unwritten = new Map<string, number>();

  /** How much of the beginning of a `pre` was written: its first line end is none of its text. */
  let preStart: "tag" | "line end" | "" = "";

  const push = (name: string, attributes: ReadonlyMap<string, string>): void => {
    const isWritten = attributes.size > 0 || !BARE.has(name);
    names.push(name);
    written.push(isWritten);
    if (isWritten) out.push(startTag(name, attributes));
    if (isWritten) preStart = name === "pre" ? "tag" : "";
    else if (preStart) preStart = "line end";
  };
  const popTo = (index: number): void => {
    while (names.length > index) {
      const name = names.pop();
      if (!written.pop()) continue;
      out.push(`</${name}>`);
      preStart = "";
    }
  };
  /** Makes room for an element or text. @returns whether it fits anywhere */
  const makeRoom = (name: string): boolean => {
    for (;;) {
      const step = stepTo(name, names);
      if (step.kind === "insert") return true;
      if (step.kind === "skip") return false;
      if (step.kind === "open") push(step.name, NO_ATTRIBUTES);
      else popTo(step.index);
    }
  };
  const textInPre = (text: string): string => {
    const rest = preStart === "tag" && text.startsWith("\n") ? text.slice(1) : text;
    preStart = rest === "" ? "line end" : "";
    return rest.startsWith("\n") ? `\n${rest}` : rest;
  };
  return {
    top: () => names.at(-1) ?? "",
    isOpen: (name) => names.includes(name),
    text(text) {
      // White space may stand between the parts of a table; anything else there needs a cell.
      if (/[^\t\n\f\r ]/.test(text) && !makeRoom("#text")) return;
      out.push(preStart ? escapeHtml(textInPre(legalText(text))) : escapeHtml(text));
    },
    open(name, attributes) {
      if (names.length >= MAX_NESTING && !VOID_ELEMENTS.has(name) && !isTablePart(name))
        unwritten.set(name, (unwritten.get(name) ?? 0) + 1);
      else if (!makeRoom(name)) return;
      else if (!VOID_ELEMENTS.has(name)) push(name, attributes);
      else {
        preStart = "";
        out.push(startTag(name, attributes));
      }
    },
    close(name) {
      const hidden = unwritten.get(name) ?? 0;
      if (hidden > 0) unwritten.set(name, hidden - 1);
      else {
        const index = closedBy(name, names);
        if (index >= 0) popTo(index);
      }
    },
    end() {
      popTo(0);
      return out.join("");
    },
  };
}

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

function startTag(name: string, attributes: ReadonlyMap<string, string>): string {
  let tag = `<${name}`;
  for (const [attribute, value] of attributes) tag += ` ${attribute}="${escapeHtml(value)}"`;
  return `${tag}>`;
}
