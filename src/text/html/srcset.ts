/** One picture of a `srcset`. */
export type ImageCandidate = {
  /** Without white space, and without a comma at either end. */
  readonly url: string;
  /** Such as `2x` or `640w`; "" when there is none. */
  readonly descriptor: string;
};

/** Matches `2x`, `1.5x`, `640w`, `640w 480h`; refuses `640`, `x`. */
const DESCRIPTOR = /^(?:\d+(?:\.\d+)?x|\d+w(?: \d+h)?)$/;

/**
 * The candidates of a `srcset`; those whose descriptor is none are left out. O(length).
 * @see https://html.spec.whatwg.org/#parse-a-srcset-attribute (without parentheses, which no
 *   descriptor uses)
 */
export function candidatesOf(srcset: string): readonly ImageCandidate[] {
  const candidates: ImageCandidate[] = [];
  let url = "";
  let descriptors: string[] = [];
  const end = (): void => {
    const descriptor = descriptors.filter(Boolean).join(" ");
    if (url && (!descriptor || DESCRIPTOR.test(descriptor))) candidates.push({ url, descriptor });
    url = "";
    descriptors = [];
  };
  const begin = (word: string): void => {
    url = withoutCommas(word);
    // A comma at the end of a URL ends the candidate; inside, it is part of the URL.
    if (word.endsWith(",")) end();
  };
  for (const word of srcset.split(/[\t\n\f\r ]+/)) {
    if (url) {
      // `1x,b.png` has no space after its comma: what follows is the next URL.
      const comma = word.indexOf(",");
      descriptors.push(comma < 0 ? word : word.slice(0, comma));
      if (comma < 0) continue;
      end();
      begin(word.slice(comma + 1));
    } else begin(word);
  }
  end();
  return candidates;
}

/** The candidates as a `srcset`. */
export function srcsetFrom(candidates: readonly ImageCandidate[]): string {
  return candidates.map(({ url, descriptor }) => `${url} ${descriptor}`.trimEnd()).join(", ");
}

function withoutCommas(word: string): string {
  let start = 0;
  let end = word.length;
  while (word[start] === ",") start++;
  while (end > start && word[end - 1] === ",") end--;
  return word.slice(start, end);
}
