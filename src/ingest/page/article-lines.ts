/** Matches `◎本網記者 蘭色拉姆`, `记者：张三 李四`, `文/王五`; refuses a sentence that begins with
 *  記者. */
const BYLINE =
  /^[◎●■□○\s]*(?:本[網网報报刊台][特]?[約约]?[記记]者|[記记]者|通[訊讯][員员]|作者|文[/／|]图?)[:：\s]*([^，。！？；,.!?]{1,60})$/;

/** The text of an article, told apart. */
type ArticleLines = {
  readonly kicker: string | undefined;
  readonly authors: readonly string[];
  /** Each with the one after it; "" after the last. */
  readonly paragraphs: readonly { readonly text: string; readonly next: string }[];
};

/** Tells kicker and byline, which stand above the text, from its paragraphs. */
export function articleLines(lines: readonly string[]): ArticleLines {
  const at = lines.slice(0, 6).findIndex((line) => BYLINE.test(line));
  const before = lines.slice(0, Math.max(0, at));
  const authors = (BYLINE.exec(lines[at] ?? "")?.[1] ?? "").split(/[\s、]+/).filter(Boolean);
  // A line between source and byline that is no sentence is the kicker; anything else is text.
  const kicker = before.length === 1 && isHeading(before[0] ?? "", "") ? before[0] : undefined;
  const paragraphs = [...(kicker === undefined ? before : []), ...lines.slice(at + 1)];
  return {
    kicker,
    authors,
    paragraphs: paragraphs.map((text, index) => ({ text, next: paragraphs[index + 1] ?? "" })),
  };
}

/**
 * The names in a byline, whatever introduces them: `本网记者 张三 李四`, `文/王五`, `By Anna Smith
 * and Ben
 * Jones`.
 */
export function bylineAuthors(text: string): readonly string[] {
  const names = BYLINE.exec(text)?.[1] ?? text.replace(/^by[:\s]+/i, "");
  // Spaces stand between Chinese names, and within others.
  const between = /\p{Script=Han}/u.test(names) ? /[\s、，,;；]+/u : /\s*[,;&]\s*|\s+and\s+/i;
  return names
    .split(between)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** Whether a line heads what follows: short, no sentence, and what follows is no heading too. */
export function isHeading(line: string, next: string): boolean {
  return (
    line.length <= 30 &&
    !/[。！？；，,!?;：:]/.test(line) &&
    (next === "" || next.length > line.length)
  );
}
