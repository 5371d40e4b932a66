import type { Findings, LeftOut } from "#ingest/source/findings.ts";
import { countDropped, type DroppedContent } from "#text/html/dropped-content.ts";

/** What people call the elements that show something. */
const NOUNS: Readonly<Record<string, string>> = {
  iframe: "frame",
  frame: "frame",
  frameset: "frame",
  object: "embedded object",
  embed: "embedded object",
  svg: "drawing",
  canvas: "drawing",
  math: "formula",
  img: "picture",
  audio: "player",
  video: "player",
  textarea: "form field",
  select: "form field",
  datalist: "form field",
};

/** What was dropped when HTML was made safe, as a report names it: a frame that became a link is
 *  told as such. */
export function droppedNouns(dropped: readonly DroppedContent[]): readonly LeftOut[] {
  return countDropped(dropped).map(({ element, became, count }) => {
    const noun = nounOf(element);
    if (became === "link") return { noun: `${noun} shown as a link`, count };
    return { noun: element === "img" ? "picture without an address" : noun, count };
  });
}

/** What was left out with what stands around the text of a page. */
export function surroundingNouns(
  dropped: ReadonlyMap<string, number> = new Map(),
): readonly LeftOut[] {
  return [...dropped].map(([element, count]) => ({
    noun: `${nounOf(element)} around the text`,
    count,
  }));
}

function nounOf(element: string): string {
  return NOUNS[element] ?? element;
}

/** What a reader found, with more that does not come along. */
export function withLeftOut(
  findings: Partial<Findings> | undefined,
  more: readonly LeftOut[],
): Partial<Findings> {
  return { ...findings, leftOut: [...(findings?.leftOut ?? []), ...more] };
}
