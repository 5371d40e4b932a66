import { isTraditional } from "#text/repair/common-character.ts";
import { normalFormOf } from "./key.ts";

/** What two texts have in common when only one of them is worth suggesting to readers of one
 *  script: the normal form, and whether it is written in Traditional characters. "" for a text that
 *  cannot be looked for. O(length). */
export function scriptForm(text: string): string {
  const { text: normal } = normalFormOf(text);
  return normal !== "" && Array.from(text).some(isTraditional) ? `${normal} Hant` : normal;
}
