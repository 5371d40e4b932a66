/** A stretch of an article's own characters, and whether it is what was searched for. Never
 *  HTML. */
export type HighlightSegment = { readonly text: string; readonly match: boolean };
