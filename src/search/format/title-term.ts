import { foldText } from "#text/fold/fold.ts";

/** What stands before the term of a whole title. No term of a text begins with it. */
const TITLE_SIGN = '"';

/** The term that stands for a whole title: the same for titles that differ in script, width, case
 *  and signs alone. Undefined where there is no letter. O(length).
 *  @example titleTerm("The Night Ferry") === titleTerm("the night ferry!") // true */
export function titleTerm(title: string): string | undefined {
  const form = foldText(title)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  return form === "" ? undefined : TITLE_SIGN + hashOf(form);
}

/** The FNV-1a sum of a text, in 36 digits. */
function hashOf(text: string): string {
  let sum = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193);
  return (sum >>> 0).toString(36);
}
