/** The stem of a German word, folded (ä, ö, ü without their points, ß as ss): the endings of cases,
 *  plural and comparison are dropped.
 *  @see J. Savoy, Light stemming approaches for the French, Portuguese, German and Hungarian
 *    languages, 2006
 *  @example stemGerman("landern") // "land", as stemGerman("landes") */
export function stemGerman(word: string): string {
  return withoutComparison(withoutCase(withoutUmlaut(word)));
}

/** Matches ä, ö and ü as they are typed without them: `muenchen`, `koeln`; refuses `neue`,
 *  `quelle`. */
const TYPED_UMLAUT = /(?<![aeq])ue|(?<!a)ae|oe/g;

function withoutUmlaut(word: string): string {
  return word.replace(TYPED_UMLAUT, (letters) => letters.charAt(0));
}

/** `s` and `t` end a word's inflection only after these letters. */
const BEFORE_S = /[bdfghklmnt]$/;

function withoutCase(word: string): string {
  const { length } = word;
  if (length > 5 && word.endsWith("ern")) return word.slice(0, -3);
  if (length > 4 && /e[mnrs]$/.test(word)) return word.slice(0, -2);
  if (length > 3 && word.endsWith("e")) return word.slice(0, -1);
  if (length > 3 && word.endsWith("s") && BEFORE_S.test(word.slice(0, -1)))
    return word.slice(0, -1);
  return word;
}

function withoutComparison(word: string): string {
  const { length } = word;
  if (length > 5 && word.endsWith("est")) return word.slice(0, -3);
  if (length > 4 && /e[nr]$/.test(word)) return word.slice(0, -2);
  if (length > 4 && word.endsWith("st") && BEFORE_S.test(word.slice(0, -2)))
    return word.slice(0, -2);
  return word;
}
