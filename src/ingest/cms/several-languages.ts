/** Matches where qTranslate begins a language, or ends them all: `[:en]`, `<!--:zh-->`, `{:fr}`,
 *  `[:]`. */
const BORDER = /\[:([a-z]{2}|)\]|<!--:([a-z]{2}|)-->|\{:([a-z]{2}|)\}/g;

/** A text in one of its languages, and how many others it had. */
export type OneLanguage = { readonly text: string; readonly others: number };

/** A text of qTranslate, which writes all languages into one field, in the language of the site, or
 *  else in its first; any other text as it is. What stands outside of languages belongs to each.
 *  O(length).
 *  @param lang  a language tag; "" is none
 *  @see https://github.com/qtranslate/qtranslate-xt/wiki */
export function inOneLanguage(text: string, lang: string): OneLanguage {
  const parts = partsOf(text);
  const languages = [...new Set(parts.map(({ lang }) => lang).filter(Boolean))];
  if (languages.length === 0) return { text, others: 0 };
  const own = lang.slice(0, 2).toLowerCase();
  const filled = languages.filter((one) =>
    parts.some((part) => part.lang === one && part.text.trim() !== ""),
  );
  const shown = filled.includes(own) ? own : (filled[0] ?? own);
  const kept = parts.filter((part) => part.lang === "" || part.lang === shown);
  return { text: kept.map((part) => part.text).join(""), others: filled.length - 1 };
}

function partsOf(text: string): readonly { readonly lang: string; readonly text: string }[] {
  const parts: { readonly lang: string; readonly text: string }[] = [];
  let lang = "";
  let from = 0;
  for (const match of text.matchAll(BORDER)) {
    const [whole, square, comment, curly] = match;
    parts.push({ lang, text: text.slice(from, match.index) });
    lang = square ?? comment ?? curly ?? "";
    from = match.index + whole.length;
  }
  return [...parts, { lang, text: text.slice(from) }];
}
