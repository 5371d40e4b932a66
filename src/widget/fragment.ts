import type { FoundHit } from "./answer.ts";

/** The address of a hit that opens at the longest match of its snippet, by a text fragment;
 *  without one where only the title matches. A fragment begins and ends where words do, for
 *  browsers look nowhere else.
 *  @returns nothing for an address that is not of the Web
 *  @see https://wicg.github.io/scroll-to-text-fragment/
 *  @example linkTo({ url: "https://a.example/1", … "…opened the night [ferr]y again" }) //
 *    "https://a.example/1#:~:text=ferry" */
export function linkTo({ url, lang, highlights }: FoundHit): string {
  if (!/^https?:/.test(url)) return "";
  let text = "";
  let from = 0;
  let to = 0;
  for (const segment of highlights.snippet) {
    const { length } = text;
    // Where a snippet is cut, words end.
    text += segment.text.replace("…", "\n");
    if (segment.match && text.length - length > to - from) {
      from = length;
      to = text.length;
    }
  }
  if (!to) return url;
  const words = new Intl.Segmenter(lang, { granularity: "word" }).segment(text);
  const last = words.containing(to - 1) as Intl.SegmentData;
  const match = text.slice(words.containing(from)?.index, last.index + last.segment.length);
  // A hyphen parts prefix and suffix in a fragment, and encodeURIComponent leaves it.
  const encoded = encodeURIComponent(match).replaceAll("-", "%2D");
  return `${url}${url.includes("#") ? "" : "#"}:~:text=${encoded}`;
}
