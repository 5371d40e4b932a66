import { markdownTag, tagAttribute } from "./template-tag.ts";
import type { TagOptions } from "./tag-options.ts";
import { readMdx } from "./mdx.ts";
import { expandWikiLinks } from "./wiki-link.ts";

/** A tag that nobody could read: its name, and as it stands in the text. */
export type UnknownTag = { readonly name: string; readonly written: string };

/** Generators whose texts go through Liquid or Nunjucks, so that `{{ }}` is code in them. */
const HAS_OUTPUT: ReadonlySet<string> = new Set(["Jekyll", "Eleventy", "Hexo", "Zola"]);

const RAW = /\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g;
const COMMENT = /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}|\{#[\s\S]*?#\}/g;
const HIGHLIGHT =
  /\{%-?\s*(highlight|codeblock|code)\b([^%]*)%\}\n?([\s\S]*?)\{%-?\s*end\1\s*-?%\}|\{\{[<%]\s*highlight\s([^{}]*?)[>%]\}\}\n?([\s\S]*?)\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g;
/** Fenced and inline code, in which tags are only shown. */
const CODE =
  /(^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\2[`~]*[ \t]*$|$(?![\s\S]))|(`+)(?!`)[\s\S]*?[^`]\3(?!`))/gm;
/** Matches `{{< name args >}}`, `{{% name %}}`, `{% name args %}`, and what they end with. */
const TAG =
  /\{\{[<%]\s*(\/?\s*[\w-]+)\s*([^{}]*?)\s*\/?[>%]\}\}|\{%-?\s*(\w+)\s*((?:(?!%\}).)*?)\s*-?%\}/gs;
/** Matches `{{ site.baseurl }}`, `{{ youtube(id="x") }}`; refuses `{{< x >}}`. */
const OUTPUT = /\{\{-?\s*((?![<%])[^{}]*?)\s*-?\}\}/g;

/** Markdown whose tags of Hugo, Liquid, Hexo and Zola, and imports of MDX, are what they stand for.
 *  Others stay as they are, and are named. In code nothing is changed. O(length). */
export function expandTags(
  markdown: string,
  options: TagOptions = {},
): { readonly text: string; readonly unknown: readonly UnknownTag[] } {
  const unknown = new Map<string, UnknownTag>();
  const kept: string[] = [];
  const keep = (text: string): string => `\u0000${kept.push(text) - 1}\u0000`;
  const report = (name: string, written: string): string => {
    if (!unknown.has(name)) unknown.set(name, { name, written });
    return written;
  };
  const prepared = markdown
    .replaceAll("\u0000", "")
    .replace(RAW, (_, inner: string) => keep(inner))
    .replace(HIGHLIGHT, (...found: readonly unknown[]) => {
      const [, , liquid = "", code = "", hugo, inner] = found.map((part) =>
        typeof part === "string" ? part : undefined,
      );
      return keep(fenced(hugo ?? liquid, inner ?? code));
    })
    .replace(CODE, (code: string) => keep(withoutEscapes(code)))
    .replace(COMMENT, "");
  const mdx = options.isMdx === true ? readMdx(prepared, report) : prepared;
  const expanded = withoutEscapes(mdx, keep)
    .replace(TAG, (...found: readonly unknown[]) => {
      const [written = "", hugo, hugoRest = "", liquid = "", rest = ""] = found.map((part) =>
        typeof part === "string" ? part : undefined,
      );
      const name = (hugo ?? liquid).replace(/\s/g, "");
      const shown = markdownTag(name, hugo === undefined ? rest : hugoRest, options);
      if (shown === undefined && /^(?:\/|end)/.test(name)) return written;
      return shown ?? report(name, written);
    })
    .replace(
      OUTPUT,
      (written: string, inner: string) => output(inner, options) ?? report(inner, written),
    );
  const linked = expandWikiLinks(expanded, { find: options.find, report });
  return { text: restored(linked, kept), unknown: [...unknown.values()] };
}

/** What `{{ }}` gives; the text itself where it is no code. */
function output(inner: string, options: TagOptions): string | undefined {
  const [, quote] = /^(["'])[^"']*\1/.exec(inner) ?? [];
  const word = quote === undefined ? "" : inner.slice(1, inner.indexOf(quote, 1));
  if (
    word &&
    /\|\s*(?:relative_url|absolute_url|url|prepend:\s*site\.(?:baseurl|url))\b/.test(inner)
  )
    return word;
  if (/^site\.(?:baseurl|url)(?:\s*\||$)/.test(inner)) return "";
  const [, name, args] = /^(\w+)\((.*)\)$/s.exec(inner) ?? [];
  if (name !== undefined && options.generator === "Zola")
    return markdownTag(name, (args ?? "").replace(/,\s*/g, " "), options);
  return HAS_OUTPUT.has(options.generator ?? "") ? undefined : `{{ ${inner} }}`;
}

/** Code as Markdown writes it. */
function fenced(head: string, code: string): string {
  const lang = tagAttribute(head, "lang") || (/^\s*["']?([\w+#.-]+)/.exec(head)?.[1] ?? "");
  const found = /lang:(\S+)/.exec(head)?.[1] ?? lang;
  const fence = code.includes("```") ? "~~~~" : "```";
  return `${fence}${found}\n${code.replace(/\n?$/, "\n")}${fence}`;
}

/** Hugo's way to show a tag: a comment sign inside it. */
function withoutEscapes(text: string, keep: (text: string) => string = (same) => same): string {
  return text.replace(
    /\{\{([<%])\/\*(.*?)\*\/([>%])\}\}/gs,
    (_, open: string, inner: string, close: string) => keep(`{{${open}${inner}${close}}}`),
  );
}

function restored(text: string, kept: readonly string[]): string {
  let whole = text;
  // What is kept may hold what was kept before it.
  for (let depth = 0; depth < 4 && whole.includes("\u0000"); depth += 1)
    whole = whole.replace(/\0(\d+)\0/g, (_, index: string) => kept[Number(index)] ?? "");
  return whole;
}
