import { escapeHtml, legalText } from "./escape.ts";
import { readHtmlTokens } from "./html-tokens.ts";

/** Elements that stand on lines of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre search section summary table tbody tfoot thead title tr ul"
  ).split(" "),
);
/**
 * Elements whose content is no part of the text: code, what stands in for something else, and the
 * reading aids of ruby.
 */
const SILENT: ReadonlySet<string> = new Set(
  "script style noscript template iframe noembed noframes textarea select svg math object rt rp rtc audio video".split(
    " ",
  ),
);
/** Silent elements that may lack an end tag, which any of these ends. */
const RUBY_ENDS: ReadonlySet<string> = new Set(["rb", "ruby", "rt", "rp", "rtc"]);

/**
 * The plain text of HTML: blocks on lines of their own, cells apart, spaces collapsed but in `pre`,
 * entities decoded, readings of ruby left out. A line break of the source between two Han or kana
 * characters is none of the text's. O(length).
 * @see CSS Text 3, section 4.1.3 (segment breaks)
 * @example textFromHtml("<p>甲<ruby>乙<rt>yi</rt></ruby></p><p>R&amp;D</p>") // "甲乙\nR&D"
 */
export function textFromHtml(html: string): string {
  return textOutside(html, SILENT);
}

const NOT_RUNNING: ReadonlySet<string> = new Set([...SILENT, "table"]);

/**
 * The plain text of HTML without its tables, whose cells say nothing one after another; with them
 * where there is nothing else. O(length).
 */
export function runningText(html: string): string {
  return textOutside(html, NOT_RUNNING) || textFromHtml(html);
}

function textOutside(html: string, left: ReadonlySet<string>): string {
  const lines: string[] = [];
  let line = "";
  let silent = "";
  let depth = 0;
  let verbatim = 0;
  const endLine = (): void => {
    const text = collapsed(line);
    if (text) lines.push(text);
    line = "";
  };
  readHtmlTokens(html, {
    text(text) {
      if (silent) return;
      if (verbatim === 0) line += text;
      else
        for (const [index, part] of text.split("\n").entries()) {
          if (index > 0) endLine();
          line += part;
        }
    },
    open(name) {
      if (silent && RUBY_ENDS.has(silent) && (RUBY_ENDS.has(name) || BLOCKS.has(name))) silent = "";
      if (silent) {
        if (name === silent) depth++;
        return;
      }
      if (left.has(name)) {
        silent = name;
        depth = 1;
      } else if (BLOCKS.has(name)) endLine();
      else if (name === "td" || name === "th") line += " ";
      if (name === "pre") verbatim++;
    },
    close(name) {
      if (silent) {
        if (name === silent && --depth === 0) silent = "";
        else if (RUBY_ENDS.has(silent) && (name === "ruby" || BLOCKS.has(name))) silent = "";
        return;
      }
      if (BLOCKS.has(name)) endLine();
      if (name === "pre" && verbatim > 0) verbatim--;
    },
  });
  endLine();
  return legalText(lines.join("\n"));
}

/**
 * HTML of plain text: a blank line parts paragraphs, a single line end is a line break. Escaped, so
 * safe whatever it holds.
 * @example htmlFromText("a & b\nc\n\nd") // "<p>a &amp; b<br>c</p>\n<p>d</p>"
 */
export function htmlFromText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[\t \u3000]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/[\t ]*\n[\t ]*/g, "<br>")}</p>`)
    .join("\n");
}

/** Matches the white space of `中\n 文`; refuses that of `中 文` and `a\nb`. */
const BREAK_IN_HAN =
  /(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff00-\uffef])[\t ]*\n\s*(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff00-\uffef])/gu;

function collapsed(line: string): string {
  return collapsedSpace(line).trim();
}

/** Text with its white space as it is shown outside of `pre`: runs are one blank, and a line end
 * between two Han or kana characters is none. */
export function collapsedSpace(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(BREAK_IN_HAN, "")
    .replace(/[\t\n\f \u00a0]+/g, " ");
}
