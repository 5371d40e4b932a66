import { textFromHtml } from "#text/html/html-text.ts";

/** How much of a text another one has: of its words, how many came, and of those that came, how many belong. */
export type Overlap = { readonly recall: number; readonly precision: number };

/** The words of a text: runs of letters and digits, and each Han character. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{Script=Han}|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
}

/** The overlap of two texts in HTML, words counted as often as they come. */
export function overlapOf(got: string, expected: string): Overlap {
  const ours = wordsOf(textFromHtml(got));
  const theirs = wordsOf(textFromHtml(expected));
  const left = new Map<string, number>();
  for (const word of ours) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of theirs) {
    const count = left.get(word) ?? 0;
    if (count > 0) common++;
    left.set(word, count - 1);
  }
  const part = (of: readonly string[]): number => (of.length === 0 ? 1 : common / of.length);
  return { recall: part(theirs), precision: part(ours) };
}
