import type { HighlightSegment } from "#model/card.ts";
import type { Mark } from "./marks.ts";

/** Cuts `[start, end)` of a text into what is marked and what is not. The segments put together are
 *  the stretch, none is empty, and marks that overlap or touch are one. O(marks).
 *  @param marks  in order of their beginnings */
export function segmentsOf(
  text: string,
  marks: readonly Pick<Mark, "start" | "end">[],
  { start = 0, end = text.length }: { readonly start?: number; readonly end?: number } = {},
): readonly HighlightSegment[] {
  const segments: HighlightSegment[] = [];
  const add = (from: number, to: number, match: boolean): void => {
    if (to > from) segments.push({ text: text.slice(from, to), match });
  };
  let at = start;
  for (const [from, to] of joined(marks)) {
    const [first, last] = [Math.max(from, at), Math.min(to, end)];
    if (last <= first) continue;
    add(at, first, false);
    add(first, last, true);
    at = last;
  }
  add(at, end, false);
  return segments;
}

function joined(
  marks: readonly Pick<Mark, "start" | "end">[],
): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  for (const { start, end } of marks) {
    const last = ranges.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
}
