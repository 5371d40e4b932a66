/** A text as what it takes of another one: how many units to pass over and how many to take, in
 *  turns, with what is not there as it is between them. UTF-16 units. */
export type TextSpans = readonly (number | string)[];

/** Units that are passed over at once at most: a picture between two paragraphs. */
const MAX_PASSED = 512;
/** Units that are taken at least: fewer are shorter as they are. */
const MIN_TAKEN = 8;

/** The spans of a text, where they are shorter than half of it; undefined elsewhere. O(length of
 *  the text), as long as its parts follow each other nearly side by side. */
export function spansIn(source: string, text: string): TextSpans | undefined {
  const spans: (number | string)[] = [];
  let at = 0;
  let from = 0;
  let own = "";
  while (at < text.length) {
    const passed = source
      .slice(from, from + MAX_PASSED + MIN_TAKEN)
      .indexOf(text.slice(at, at + MIN_TAKEN));
    if (passed === -1) {
      own += text.charAt(at++);
      if (2 * own.length > text.length) return undefined;
      continue;
    }
    if (own !== "") spans.push(own);
    own = "";
    const begin = from + passed;
    let length = 0;
    while (at + length < text.length && source[begin + length] === text[at + length]) length++;
    spans.push(passed, length);
    at += length;
    from = begin + length;
  }
  if (own !== "") spans.push(own);
  return 2 * JSON.stringify(spans).length < text.length ? spans : undefined;
}

/** The text of which `spansIn` made spans; undefined for anything else. O(length of the text).
 *  @param source  the same as there */
export function textFromSpans(source: string, spans: unknown): string | undefined {
  if (!Array.isArray(spans)) return undefined;
  let text = "";
  let from = 0;
  for (let at = 0; at < spans.length; at++) {
    const part: unknown = spans[at];
    if (typeof part === "string") text += part;
    else {
      const length: unknown = spans[++at];
      if (!isCount(part) || !isCount(length) || from + part + length > source.length)
        return undefined;
      text += source.slice(from + part, from + part + length);
      from += part + length;
    }
  }
  return text;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
