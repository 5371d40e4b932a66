import type { FrontMatter } from "#ingest/folder/front-matter.ts";

/** Matches a line such as `Title: Hello`, `发布日期: 2023-04-14`. */
const LINE = /^([\p{L}][\p{L}\p{N} _-]{0,40})[:：](?:[\t ]+(.*)|)$/u;
/** A file is known to have such lines by one of these. */
const TELLING = /^(?:title|date|标题|標題|日期)$/i;

/** Fields that stand before the text without fences, as Pelican, MultiMarkdown and Hexo take them:
 *  a line each, up to an empty one or `---`.
 *  @returns undefined where a text begins with something else */
export function looseFrontMatter(text: string): FrontMatter | undefined {
  const lines = text.split("\n");
  const fields: Record<string, unknown> = {};
  const at = new Map<string, number>();
  let last = "";
  let number = 0;
  for (; number < lines.length; number += 1) {
    const line = lines[number] ?? "";
    if (line.trim() === "" || /^---[\t ]*$/.test(line)) break;
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
    const [, name, value = ""] = LINE.exec(line) ?? [];
    if (name !== undefined) {
      last = name.trim().toLowerCase();
      at.set(last, number + 1);
      fields[last] = valueOf(value.trim());
    } else if (item !== undefined && last !== "") fields[last] = [...listOf(fields[last]), item];
    else if (/^\s{2,}\S/.test(line) && last !== "") continue;
    else return undefined;
  }
  if (![...at.keys()].some((name) => TELLING.test(name))) return undefined;
  return {
    fields,
    lineOf: (field) => at.get(field.toLowerCase()) ?? 1,
    body: lines.slice(number + 1).join("\n"),
    bodyLine: number + 2,
  };
}

function valueOf(text: string): unknown {
  const [, list] = /^\[(.*)\]$/.exec(text) ?? [];
  const plain = (one: string): string => one.trim().replace(/^(["'])(.*)\1$/, "$2");
  return list === undefined ? plain(text) : list.split(",").map(plain).filter(Boolean);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === "" || value === undefined ? [] : [value];
}
