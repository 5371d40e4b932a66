/** One word of a text and how it is read. */
export type ReadWord = {
  /** The word in its own characters. The texts of all words, joined, are the text. */
  readonly text: string;
  /** For a word of Han characters the syllable of each, without tones, ü as v, as it is read in
   *  this word: `["chong", "qing"]`. Empty for everything else. */
  readonly syllables: readonly string[];
  /** The same with each character as it is read alone, which some readers type: `["zhong",
   *  "qing"]`. Absent when there is no difference. */
  readonly alone?: readonly string[];
};

/** Cuts a Chinese text into words and reads them. A table of readings is too large for the Worker,
 *  so it comes from outside, when there is one. */
export type ReadingsOf = (text: string) => readonly ReadWord[];

/** A text that can be suggested. */
export type Suggestable = {
  readonly text: string;
  /** BCP 47. */
  readonly lang: string;
};

/** Everything that can be suggested, the best of each kind first. */
export type SuggestionSource = {
  /** Titles of sections, then tags. */
  readonly names: readonly Suggestable[];
  /** Frequent words. */
  readonly terms: readonly Suggestable[];
  readonly titles: readonly Suggestable[];
};
