/**
 * Markdown with a sentence a line, so that a diff shows which sentence changed. Prose alone is laid
 * anew: tables, code, headings and quotes stay. To write the docs so:
 * node test/house/sentence-lines.ts
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Matches the space in `ends. Next`, `ends.) (Next`, `ends.** Next`, `ends? "Next`; refuses that in `e.g. Next`, `ends. next`, `No. 3`. */
const BORDER =
  /(?<!\b(?:e\.g|i\.e|vs|cf|etc|No|St|Mr|Dr)\.)(?<=\p{L}{2}[)`\]\d%]*[.?!][)"”*_]*|[)`\]"”\d%*][.?!][)"”*_]*) +(?=[*_("“[]*[\p{Lu}`])/gu;

/** Matches what begins a line that is no prose: a table, a heading, a quote, HTML, a rule. */
const NO_PROSE = /^\s*(?:\||#|>|<|-{3,}$|\[[^\]]+\]: )/;

/** Matches `- a`, `12. a`, `* a`; what it captures is the mark with its indent. */
const ITEM = /^(\s*(?:[-*]|\d+\.)\s+)/;

/** The same Markdown with a sentence a line. */
export function sentenceLines(markdown: string): string {
  const laid: string[] = [];
  let block: string[] = [];
  let isCode = false;
  const end = (): void => {
    if (block.length > 0) laid.push(...linesOf(block));
    block = [];
  };
  for (const line of markdown.split("\n")) {
    const isFence = /^\s*```/.test(line);
    if (isCode || isFence || line.trim() === "" || NO_PROSE.test(line)) {
      end();
      laid.push(line);
      if (isFence) isCode = !isCode;
      continue;
    }
    if (ITEM.test(line)) end();
    block.push(line);
  }
  end();
  return laid.join("\n");
}

/** A paragraph or an item of a list, its sentences below each other. */
function linesOf(block: readonly string[]): readonly string[] {
  const [first = ""] = block;
  const mark = ITEM.exec(first)?.[1] ?? /^\s*/.exec(first)?.[0] ?? "";
  const text = block
    .map((line) => line.trim())
    .join(" ")
    .slice(mark.trimStart().length);
  const codes: string[] = [];
  const hidden = text.replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/g, (code) => {
    codes.push(code);
    return `\`${codes.length - 1}\``;
  });
  const sentences = hidden.trimStart().split(BORDER);
  return sentences.map((sentence, index) => {
    const shown = sentence.replaceAll(
      /`(\d+)`/g,
      (_, number: string) => codes[Number(number)] ?? "",
    );
    return (index === 0 ? mark : " ".repeat(mark.length)) + shown;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { clonedFiles, ROOT } = await import("./house-files.ts");
  for (const { path, text } of clonedFiles())
    if (isDocument(path)) writeFileSync(join(ROOT, path), sentenceLines(text));
}

/** Whether a file is a document of ours: what others wrote, and what is content, is not. */
export function isDocument(path: string): boolean {
  return path.endsWith(".md") && !/^(?:seed|test)\//.test(path);
}
