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
  const end = lines.findIndex((line) => line.trim() === "" || /^---[\t ]*$/.test(line));
  const read = fieldsIn(end < 0 ? lines : lines.slice(0, end));
  if (read === undefined || ![...read.at.keys()].some((name) => TELLING.test(name)))
    return undefined;
  const number = end < 0 ? lines.length : end;
  return {
    fields: read.fields,
    lineOf: (field) => read.at.get(field.toLowerCase()) ?? 1,
    body: lines.slice(number + 1).join("\n"),
    bodyLine: number + 2,
  };
}

/** The fields of lines, and where each stands; undefined where a line is none. */
function fieldsIn(lines: readonly string[]) {
  const fields: Record<string, unknown> = {};
  const at = new Map<string, number>();
  let last = "";
  for (const [index, line] of lines.entries()) {
    const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
    const [, name, value = ""] = LINE.exec(line) ?? [];
    if (name !== undefined) {
      last = name.trim().toLowerCase();
      at.set(last, index + 1);
      fields[last] = valueOf(value.trim());
    } else if (last === "") return undefined;
    else if (item !== undefined) fields[last] = [...listOf(fields[last]), item];
    else if (!/^\s{2,}\S/.test(line)) return undefined;
  }
  return { fields, at };
}

function valueOf(text: string): unknown {
  const [, list] = /^\[(.*)\]$/.exec(text) ?? [];
  const plain = (one: string): string => one.trim().replace(/^(["'])(.*)\1$/, "$2");
  return list === undefined ? plain(text) : list.split(",").map(plain).filter(Boolean);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === "" || value === undefined ? [] : [value];
}
