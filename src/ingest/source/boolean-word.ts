const TRUE: ReadonlySet<string> = new Set("true yes on y t 1 是 真".split(" "));
const FALSE: ReadonlySet<string> = new Set("false no off n f 0 否 假".split(" "));

/** The boolean that a value means in YAML 1.1, YAML 1.2, TOML or JSON, whatever its case; undefined
 *  when it is none.
 *  @see https://yaml.org/type/bool.html
 *  @example booleanWord("Yes") // true */
export function booleanWord(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = plainWord(value);
  return TRUE.has(word) ? true : FALSE.has(word) ? false : undefined;
}

/** A value as a word to compare: lower case, half width, without quotes; "" for what is unset. */
export function plainWord(value: unknown): string {
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (typeof value !== "string") return "";
  const word = value
    .normalize("NFKC")
    .trim()
    .replace(/^(["'])(.*)\1$/s, "$2")
    .trim()
    .toLowerCase();
  return word === "null" || word === "~" ? "" : word;
}
