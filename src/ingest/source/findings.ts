/** Why an article is kept from readers: a field and its value. */
export type Hiding = {
  readonly field: string;
  readonly value: string;
  /** Whether the value is one that nobody knows for sure, so that the publisher has to say. */
  readonly isDoubt: boolean;
};

/** Something of a source that does not come along: `gallery`, `post of type news`. */
export type LeftOut = { readonly noun: string; readonly count: number };

/** What a reader found out about an article beside its fields. */
export type Findings = {
  readonly hidings: readonly Hiding[];
  readonly leftOut: readonly LeftOut[];
  /** Where its date was found, such as `front matter` or `file name`. */
  readonly dateFrom?: string;
  /** The id that it would have if another article had not. */
  readonly wanted?: string | undefined;
};

/** Where the date of a draft is from that has none: nobody sees it before it is given one. */
export const READING_DAY = "day of reading (drafts)";

/** One thing of each noun, counted. */
export function countedNouns(nouns: readonly string[]): readonly LeftOut[] {
  const counts = new Map<string, number>();
  for (const noun of nouns) counts.set(noun, (counts.get(noun) ?? 0) + 1);
  return [...counts].map(([noun, count]) => ({ noun, count }));
}
