/** The stem of a Spanish word, folded (without accents): the plural is dropped, and in longer words
 *  the vowel of gender.
 *  @see J. Savoy, Report on CLEF-2001 experiments: the light stemmer, with shorter words left their
 *    vowel (casa, caso)
 *  @example stemSpanish("elecciones") // "eleccion" */
export function stemSpanish(word: string): string {
  if (word.length < 4) return word;
  if (word.length > 4 && word.endsWith("ces")) return `${word.slice(0, -3)}z`;
  let stem = word;
  // Twice, so that interés and its plural intereses are one.
  for (let round = 0; round < 2; round++)
    if (stem.length > 4 && stem.endsWith("es")) stem = stem.slice(0, -2);
  if (stem === word && /[ao]s$/.test(stem)) stem = stem.slice(0, -1);
  return stem.length > 4 && /[aeo]$/.test(stem) ? stem.slice(0, -1) : stem;
}
