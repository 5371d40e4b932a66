/** What Chinese digits are worth, folded: 〇 is 零, 兩 is 两. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...Array.from("零一二三四五六七八九", (digit, value) => [digit, value] as const),
  ["两", 2],
]);
const TENS: ReadonlyMap<string, number> = new Map([
  ["十", 10],
  ["百", 100],
  ["千", 1_000],
]);

/** Matches `叁万圆`, `伍仟`, `壹佰零贰`: digits of cheques and treaties with what counts them; refuses
 *  what is a name by itself, as 陆 in 大陆. */
const FORMAL =
  /(?=[万亿零]*[壹贰叁肆伍陆柒捌玖拾佰仟])(?=.[壹贰叁肆伍陆柒捌玖拾佰仟万亿零])[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]+圆?/g;
const PLAIN = new Map(
  Array.from("壹贰叁肆伍陆柒捌玖拾佰仟圆", (formal, at) => [
    formal,
    Array.from("一二三四五六七八九十百千元")[at]!,
  ]),
);

const ANY_NUMERAL = new RegExp(
  `[${[...DIGITS.keys(), ...TENS.keys(), "万亿", ...PLAIN.keys()].join("")}]`,
);

/** Whether a folded text may have numbers in Chinese at all. O(length). */
export function mayHaveNumerals(text: string): boolean {
  return ANY_NUMERAL.test(text);
}

/** The characters of a run with numbers as they are mostly written: 叁万圆 as 三万元. O(length).
 *  @returns as many characters; the same where there is none */
export function informalNumerals(characters: readonly string[]): readonly string[] {
  if (!characters.some((character) => PLAIN.has(character))) return characters;
  const plain = [...characters];
  // Only single units are looked for, and each stands for one character.
  const text = characters.map((character) => (character.length === 1 ? character : "?")).join("");
  for (const { 0: found, index } of text.matchAll(FORMAL))
    for (const [at, character] of Array.from(found).entries())
      plain[index + at] = PLAIN.get(character) ?? character;
  return plain;
}

/** Whether a character is a digit: of 零 to 九, and 两. */
export function isDigit(character: string): boolean {
  return DIGITS.has(character);
}

/** Whether a character is 十, 百 or 千. */
export function isTens(character: string): boolean {
  return TENS.has(character);
}

/** Whether numbers are written with a character. */
export function isNumeral(character = ""): boolean {
  return DIGITS.has(character) || TENS.has(character) || isLarge(character);
}

/** Whether a character counts what is before it in ten thousands or hundred millions. */
export function isLarge(character: string | undefined): character is string {
  return character === "万" || character === "亿";
}

/** Past the characters from `start` on that numbers are written with. */
export function numeralEnd(characters: readonly string[], start: number): number {
  let end = start;
  while (isNumeral(characters[end])) end++;
  return end;
}

/** The digits of `点五`, none where it does not stand there, and where they end. */
type Decimals = { readonly digits: string; readonly end: number };

/** What stands behind the whole part of a number, at `at` of a run. */
export function decimalsAt(characters: readonly string[], at: number): Decimals {
  let end = at + 1;
  let digits = "";
  while (characters[at] === "点" && isDigit(characters[end] ?? ""))
    digits += DIGITS.get(characters[end++]!);
  return { digits, end: digits === "" ? at : end };
}

/** Whether digits alone are a year, being one of our time: `一九九八`, `二零二三`; refuses `四五六七`. */
function isYearOfOurs([first, second, ...rest]: readonly string[]): boolean {
  const century = `${first}${second}`;
  return rest.length === 2 && (century === "一九" || century === "一八" || century === "二零");
}

/** Whether digits are counted up, as in 三四个, 五六年 and 一二三四: that is about so many. */
function isCountedUp(digits: readonly string[]): boolean {
  const values = digits.map((digit) => DIGITS.get(digit) ?? 0);
  return values.every((value, at) => at === 0 || value === values[at - 1]! + 1);
}

/** Matches `八零`, `一一零`, `九一八`, `一九九八`, `九八` of a year: digits one behind the other;
 *  refuses `三五`, which is some, and `五六年`.
 *  @param measure  what stands behind them */
export function spelledOf(digits: readonly string[], measure: string): string | undefined {
  if (digits.length < 2 || !digits.every(isDigit) || digits.includes("两")) return undefined;
  const isNumber =
    digits.includes("零") ||
    isYearOfOurs(digits) ||
    ((digits.length === 3 || measure === "年") && !isCountedUp(digits));
  return isNumber ? digits.map((digit) => DIGITS.get(digit)).join("") : undefined;
}

/** What a number in Chinese is worth: `二零二三`, `十五`, `一百零五`, `三千二百`, `两万五千`,
 *  `三万八` as 38,000; undefined for what is none, such as `三三两两` with its 三三. */
export function valueOf(digits: readonly string[]): number | undefined {
  if (digits.length === 0) return undefined;
  if (digits.every(isDigit)) return spelledValueOf(digits);
  const [below = "", ...above] = digits.join("").split("亿").toReversed();
  const values = [...above.toReversed(), ...(below === "" ? [] : [below])].map(belowHundredMillion);
  if (above.length > 1 || values.includes(undefined)) return undefined;
  const [high = 0, low = 0] = above.length > 0 ? values : [0, values[0]];
  const isTenth = above.length > 0 && below.length === 1;
  return high * 100_000_000 + low * (isTenth ? 10_000_000 : 1);
}

/** `三千万`, `两万五千`, `二百`. */
function belowHundredMillion(text: string): number | undefined {
  const [high = "", low, ...more] = text.split("万");
  if (low === undefined) return smallValueOf(high);
  const [above, below] = [smallValueOf(high), low === "" ? 0 : smallValueOf(low)];
  return more.length > 0 || above === undefined || below === undefined
    ? undefined
    : above * 10_000 + below * (low.length === 1 ? 1_000 : 1);
}

/** What digits one behind the other are worth: one, or the four of a year. */
function spelledValueOf(digits: readonly string[]): number | undefined {
  if (digits.length === 1) return DIGITS.get(digits[0]!);
  return digits.length === 4
    ? Number(digits.map((digit) => DIGITS.get(digit)).join(""))
    : undefined;
}

/** Matches `十五`, `一百零五`, `三千二百`, `五`; refuses `三三`, `五百千`. */
const SMALL =
  /^(?:([一二两三四五六七八九])千)?零?(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九])?(十))?零?([一二三四五六七八九])?$/;

function smallValueOf(text: string): number | undefined {
  if (text === "两") return 2;
  const match = SMALL.exec(text);
  if (!match || text === "") return undefined;
  const [, thousands, hundreds, tens, ten, ones] = match;
  const digit = (sign: string | undefined): number => DIGITS.get(sign ?? "零") ?? 0;
  // 一百五 is 150, and 三千二 is 3,200: what comes to ones has a 零 before it.
  const isTenth = ten === undefined && !text.includes("零");
  const unit = !isTenth ? 1 : hundreds !== undefined ? 10 : thousands !== undefined ? 100 : 1;
  return (
    digit(thousands) * 1_000 +
    digit(hundreds) * 100 +
    (ten === undefined ? 0 : tens === undefined ? 10 : digit(tens) * 10) +
    digit(ones) * unit
  );
}
