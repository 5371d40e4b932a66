/** The same text, in memory of its own. A part of a larger text keeps all of that in memory (V8
 *  slices without copying): what is remembered of a stream needs this. O(length). */
export function flatString(text: string): string {
  // The joined text is laid out anew when it is sliced, so that the slice is one of that.
  return ` ${text}`.slice(1);
}
