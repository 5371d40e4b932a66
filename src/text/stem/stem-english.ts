/** A consonant and a vowel stretch, as Porter counts them: y is a vowel after a consonant. */
const C = "[^aeiou][^aeiouy]*";
const V = "[aeiouy][aeiou]*";
/** At least one vowel stretch followed by a consonant stretch. */
const MEASURED = new RegExp(`^(?:${C})?${V}${C}`);
const MEASURE_ONE = new RegExp(`^(?:${C})?${V}${C}(?:${V})?$`);
const MEASURE_TWO = new RegExp(`^(?:${C})?${V}${C}${V}${C}`);
const HAS_VOWEL = new RegExp(`^(?:${C})?[aeiouy]`);
/** Ends consonant, vowel, consonant, the last not w, x or y: hop, but not snow. */
const SHORT = new RegExp(`^${C}[aeiouy][^aeiouwxy]$`);

const STEP_2: readonly (readonly [string, string])[] = [
  ["ational", "ate"],
  ["tional", "tion"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["izer", "ize"],
  ["bli", "ble"],
  ["alli", "al"],
  ["entli", "ent"],
  ["eli", "e"],
  ["ousli", "ous"],
  ["ization", "ize"],
  ["ation", "ate"],
  ["ator", "ate"],
  ["alism", "al"],
  ["iveness", "ive"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["aliti", "al"],
  ["iviti", "ive"],
  ["biliti", "ble"],
  ["logi", "log"],
];
const STEP_3: readonly (readonly [string, string])[] = [
  ["icate", "ic"],
  ["ative", ""],
  ["alize", "al"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ful", ""],
  ["ness", ""],
];
const STEP_4 =
  /(?:ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|(?<=[st])ion|al|er|ic|ou)$/;

/** The stem of an English word in lower case, by Porter's algorithm with the two departures of his
 *  own program (`bli`, `logi`).
 *  @see M. F. Porter, An algorithm for suffix stripping, 1980;
 *    https://tartarus.org/martin/PorterStemmer/
 *  @example stemEnglish("relational") // "relat" */
export function stemEnglish(word: string): string {
  if (word.length < 3) return word;
  // A y at the beginning is a consonant: it is kept out of the way as Y.
  let stem = word.startsWith("y") ? `Y${word.slice(1)}` : word;
  stem = withoutPlural(stem);
  stem = withoutPast(stem);
  if (stem.endsWith("y") && HAS_VOWEL.test(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = replaced(stem, STEP_2);
  stem = replaced(stem, STEP_3);
  const ending = STEP_4.exec(stem);
  if (ending && MEASURE_TWO.test(stem.slice(0, ending.index))) stem = stem.slice(0, ending.index);
  return withoutE(stem).toLowerCase();
}

function withoutPlural(word: string): string {
  if (/(?:ss|i)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutPast(word: string): string {
  if (word.endsWith("eed")) return MEASURED.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const [ending] = /(?:ed|ing)$/.exec(word) ?? [];
  const stem = ending && word.slice(0, -ending.length);
  if (!stem || !HAS_VOWEL.test(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/([^aeiouylsz])\1$/.test(stem)) return stem.slice(0, -1);
  return SHORT.test(stem) ? `${stem}e` : stem;
}

function replaced(word: string, endings: readonly (readonly [string, string])[]): string {
  const found = endings.find(([ending]) => word.endsWith(ending));
  if (!found) return word;
  const stem = word.slice(0, -found[0].length);
  return MEASURED.test(stem) ? stem + found[1] : word;
}

function withoutE(word: string): string {
  let stem = word;
  const shorter = word.slice(0, -1);
  if (
    word.endsWith("e") &&
    (MEASURE_TWO.test(shorter) || (MEASURE_ONE.test(shorter) && !SHORT.test(shorter)))
  )
    stem = shorter;
  return stem.endsWith("ll") && MEASURE_TWO.test(stem) ? stem.slice(0, -1) : stem;
}
