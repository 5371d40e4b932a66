/** The stem of a French word, folded (without accents): plural, feminine and the commonest endings
 *  of nouns and adjectives are dropped.
 *  @see J. Savoy, A stemming procedure and stopword list for general French corpora, 1999: the
 *    light stemmer, on letters without accents
 *  @example stemFrench("nationales") // "national" */
export function stemFrench(word: string): string {
  if (word.length < 5) return word.length === 4 ? word.replace(/[sx]$/, "") : word;
  let stem = word.replace(/eaux$/, "eau").replace(/aux$/, "al").replace(/[sx]$/, "");
  stem = rewritten(stem);
  // The feminine and the doubled consonant before it: bonne, bon.
  stem = stem.replace(/e$/, "").replace(/e$/, "");
  return stem.length > 3 ? stem.replace(/([^aeiou])\1$/, "$1") : stem;
}

/** Ending, what takes its place, and how many letters must be left before it. The first that fits
 *  is used. */
const ENDINGS: readonly (readonly [RegExp, string, number])[] = [
  [/issement$/, "ir", 3],
  [/issant$/, "ir", 3],
  [/ement$/, "e", 4],
  [/ficatrice$/, "fier", 2],
  [/ficateur$/, "fier", 2],
  [/catrice$/, "quer", 2],
  [/cateur$/, "quer", 2],
  [/atrice$/, "er", 2],
  [/ateur$/, "er", 2],
  [/trice$/, "teur", 3],
  [/ieme$/, "", 2],
  [/teuse$/, "ter", 3],
  [/teur$/, "ter", 3],
  [/euse$/, "eu", 3],
  [/ere$/, "er", 4],
  [/ive$/, "if", 3],
  [/folle$|molle$/, "fou", 9],
  [/nnelle$/, "n", 3],
  [/nnel$/, "n", 3],
  [/ete$/, "et", 4],
  [/ique$/, "", 4],
  [/esse$/, "", 4],
  [/inage$/, "", 4],
  [/isation$/, "", 3],
  [/isateur$/, "", 3],
  [/ation$/, "", 4],
  [/ition$/, "", 4],
];

function rewritten(word: string): string {
  for (const [ending, instead, left] of ENDINGS) {
    const match = ending.exec(word);
    if (match && match.index >= left) return word.slice(0, match.index) + instead;
  }
  return word;
}
