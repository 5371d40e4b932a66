/** The stem of a Spanish word, folded (without accents): plural and the vowel of gender are dropped.
 *  @see J. Savoy, Report on CLEF-2001 experiments: the light stemmer
 *  @example stemSpanish("elecciones") // "eleccion" */
export function stemSpanish(word: string): string {
  if (word.length < 5) return word;
  if (word.endsWith("eses")) return word.slice(0, -2);
  if (word.endsWith("ces")) return `${word.slice(0, -3)}z`;
  if (/[aeo]s$/.test(word)) return word.slice(0, -2);
  return /[aeo]$/.test(word) ? word.slice(0, -1) : word;
}
