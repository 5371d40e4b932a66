import type { ChineseScript } from "#search/query/term-query.ts";
import type { OpenIndex } from "./open-index.ts";

/** Whether an article is written in a script, by its number: what was found across scripts comes
 *  second when all else is equal. O(languages) to make, O(1) to ask. */
export function scriptMatchTest(
  { columns: { langs, lang }, ranks }: OpenIndex,
  script: ChineseScript,
): (doc: number) => boolean {
  const flags = Array.from({ length: langs.count }, (_, index) =>
    isInScript(langs.text(index), script),
  );
  return (doc) => flags[lang[ranks[doc]!]!] === true;
}

/** Regions whose Chinese is traditional where the tag names no script.
 *  @see CLDR, likely subtags */
const TRADITIONAL = /^zh-(?:TW|HK|MO)\b/i;

/** Whether a BCP 47 tag means Chinese in this script. */
function isInScript(lang: string, script: ChineseScript): boolean {
  const [, own] = /^zh-(Hans|Hant)\b/i.exec(lang) ?? [];
  if (own !== undefined) return `zh-${own}`.toLowerCase() === script.toLowerCase();
  if (!/^zh(?:-|$)/i.test(lang)) return false;
  return TRADITIONAL.test(lang) === (script === "zh-Hant");
}
