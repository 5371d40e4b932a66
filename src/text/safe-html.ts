import { htmlFromText, textFromHtml } from "./html-text.ts";

/** What the sanitiser needs to know beside the HTML. */
export type SafeHtmlContext = {
  /** The absolute URL that relative ones are resolved against. */
  readonly base: string;
};

/** Safe HTML: for the moment paragraphs of the plain text. */
export function safeHtml(html: string, _context: SafeHtmlContext): string {
  return htmlFromText(textFromHtml(html).replaceAll("\n", "\n\n"));
}
