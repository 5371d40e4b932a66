/** Cuts a text into what its readers take for characters: a base with its marks, a flag, a family.
 *  @see UAX #29 section 3 */
export const GRAPHEMES = new Intl.Segmenter("und", { granularity: "grapheme" });
