import { escapeHtml } from "#text/html/escape.ts";

/** Elements of themes that only lay out what is in them. */
const TRANSPARENT = /^(?:Tabs|Fragment|CodeBlock|Columns?|Row|Card|Cards|Steps|Details)$/;

/** MDX as Markdown: imports and exports taken out, imported pictures shown, layout components left
 *  to their contents. Other components stay, for their contents, and are named.
 *  @param report  told each component that nobody knows, with how it is written */
export function readMdx(text: string, report: (name: string, written: string) => string): string {
  const imported = new Map<string, string>();
  return text
    .replace(
      /^import\s+(?:(\w+)\s*,?\s*)?(?:\{[^}]*\}\s*)?(?:\*\s+as\s+\w+\s*)?(?:from\s+)?["']([^"']+)["'];?[ \t]*$/gm,
      (_, name: string | undefined, path: string) => {
        if (name !== undefined) imported.set(name, path);
        return "";
      },
    )
    .replace(
      /^export\s+(?:const|let|var|default|function|async)\b[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*/gm,
      "",
    )
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, "")
    .replace(
      /<(?:img|Image|Picture)\b([^>]*?)\bsrc=\{(?:require\(["']([^"']+)["']\)(?:\.default)?|(\w+)(?:\.src)?)\}([^>]*?)\/?>/g,
      (...found: readonly unknown[]) => {
        const [whole = "", before = "", path, name = "", after = ""] = found.map((part) =>
          typeof part === "string" ? part : undefined,
        );
        const source = path ?? imported.get(name);
        const alt = /\balt=(?:"([^"]*)"|'([^']*)')/.exec(before + after);
        return source === undefined
          ? whole
          : `<img src="${escapeHtml(source)}" alt="${escapeHtml(alt?.[1] ?? alt?.[2] ?? "")}">`;
      },
    )
    .replace(
      /<(\/?)([A-Z][\w.]*)\b((?:[^<>"']|"[^"]*"|'[^']*')*)>/g,
      (whole: string, end: string, name: string, rest: string) => {
        if (name === "TabItem") {
          const label = /\b(?:label|value)="([^"]*)"/.exec(rest)?.[1];
          return end || label === undefined ? "" : `**${label}**`;
        }
        if (TRANSPARENT.test(name)) return "";
        if (!end) report(name, whole);
        return whole;
      },
    );
}
