/** A language's name in itself, such as 繁體中文 for `zh-Hant`; the tag where it has none.
 *  Extensions of the tag are left out of account.
 *  @param tag  BCP 47, as `toLanguageTag` gives it */
export function languageName(tag: string): string {
  const { baseName } = new Intl.Locale(tag);
  const names = new Intl.DisplayNames([baseName], { type: "language", fallback: "code" });
  return names.of(baseName) ?? tag;
}
