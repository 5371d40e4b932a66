/** Controls that no text has, and what windows-1252 has no character for. */
const BINARY = /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\u0081\u008d\u008f\u0090\u009d]/;
/** Letters beyond ASCII, and marks that a text in windows-1252 may have. */
const LETTER = /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ffŠšŒœŸŽžªº]/g;
const MARK = /[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›\u00d7\u00f7]/g;
/** Such a letter, beside another of a word or alone as a word is: `é` of `café`, `à la`. */
const LETTER_IN_WORD =
  /(?<=[a-zA-Z\u00c0-\u00ff])[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ffŠšŒœŸŽž](?![\u00c0-\u00ff]{3})|[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ffŠšŒœŸŽž](?=[a-z])|(?<= )[àéèìòùáóúÀÉÈÁÓ](?= )/g;
/** So large a part of the letters beyond ASCII must stand in words, or it is another encoding. */
const WORD_PART = 0.9;

/**
 * The text of bytes as windows-1252, where that is likely: nothing binary, and letters with accents
 * in words, most letters being plain.
 * @returns undefined when it is not likely
 */
export function latinText(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder("windows-1252").decode(bytes);
  if (BINARY.test(text)) return undefined;
  const letters = text.match(LETTER)?.length ?? 0;
  const marks = text.match(MARK)?.length ?? 0;
  const plain = text.match(/[a-zA-Z]/g)?.length ?? 0;
  const inWords = text.match(LETTER_IN_WORD)?.length ?? 0;
  const isPlausible = inWords >= letters * WORD_PART && (letters + marks) * 2 <= plain;
  return isPlausible ? text : undefined;
}
