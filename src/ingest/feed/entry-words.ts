import { excerpt } from "#text/analysis/excerpt.ts";
import { textFromHtml } from "#text/html/html-text.ts";

/** The words of an entry as a source gives them. */
type EntryText = {
  /** Plain; "" when it has none. */
  readonly title: string;
  /** Not safe yet. */
  readonly html: string;
  /** Plain. */
  readonly summary: string;
  /** What names an entry without any words, the best first. */
  readonly names: readonly string[];
};

/** Title, body and summary as `toArticle` takes them. An entry without title is called by its first
 *  words; a summary that only repeats the body is left out. */
export function entryWords({ title, html, summary, names }: EntryText) {
  const text = textFromHtml(html).replace(/\s+/gu, " ");
  const firstWords = [title, text, summary, ...names].find(Boolean) ?? "untitled";
  const called = title ? title.replace(/\s+/gu, " ") : excerpt(firstWords, 80);
  const isOwn = summary !== "" && summary.replace(/\s+/gu, " ") !== text;
  return {
    title: called.slice(0, 1_000),
    body: html || undefined,
    format: "html",
    summary: isOwn ? summary.slice(0, 20_000) : undefined,
  };
}
