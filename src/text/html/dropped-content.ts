/** Something that was shown, or could have been, and is not in the safe HTML as it was. */
export type DroppedContent = {
  /** The element that it was, such as `iframe`, `object`, `svg`, `select`. */
  readonly element: string;
  /** What stands in its place: a link to what it showed, or nothing. */
  readonly became: "link" | "nothing";
  /** The address of what it showed, as it was written; "" where it had none. */
  readonly address: string;
};

/** Something that was dropped, and how often. */
export type DroppedCount = {
  readonly element: string;
  readonly became: "link" | "nothing";
  readonly count: number;
};

/** Elements that show nothing: what is left of them is not missed. */
const UNSHOWN: ReadonlySet<string> = new Set(
  "script style title noscript template noembed noframes".split(" "),
);

/** Whether an element that is dropped with all inside it could have shown something. */
export function isShown(element: string): boolean {
  return !UNSHOWN.has(element);
}

/** What was dropped, counted by element and by what it became, for a report. */
export function countDropped(dropped: readonly DroppedContent[]): readonly DroppedCount[] {
  const counts = new Map<string, DroppedCount>();
  for (const { element, became } of dropped) {
    const key = `${element} ${became}`;
    counts.set(key, { element, became, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
