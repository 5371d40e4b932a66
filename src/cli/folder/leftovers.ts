import type { Article } from "#model/article.ts";
import type { Fault } from "#model/rejection.ts";

/** A fault, and the text in the body by which its line is found. */
export type SpottedFault = Fault & { readonly spot?: string };

/** What a generator would have read, and what readers see as it is: nobody expands it here. */
type Leftover = {
  /** Each match is one; its first line is quoted. */
  readonly pattern: RegExp;
  readonly what: string;
  readonly fix: string;
};

/** Fenced and inline code, in which all of it is only shown; comments, which nobody sees. */
const CODE =
  /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))|(`+)(?!`)[\s\S]*?[^`]\2(?!`)|^(?: {4}|\t)[^\n]*$|<!--[\s\S]*?-->|<(pre|code)\b[\s\S]*?<\/\3>/gim;

const BY_IMPORT =
  "write what it stands for, or run import on the generator's folder, which reads it";

/** What Markdown alone leaves. */
const IN_MARKDOWN: readonly Leftover[] = [
  {
    // Matches `import X from "./x"` and `export const meta = {`; refuses `import it from there`.
    pattern:
      /^(?:import\s+(?:[\w*{][^\n;]*\s+from\s+)?["'][^"'\n]+["'];?|export\s+(?:const|let|default|function)\b[^\n]*)$/gm,
    what: "is code of MDX",
    fix: BY_IMPORT,
  },
  {
    // Matches `<Tabs>` and `<Figure src="x" />`; refuses `<b>` and `<https://x>`.
    pattern: /<\/?[A-Z][\w.]*(?:\s[^<>]*)?\/?>/g,
    what: "is a component of MDX, of which only the text inside is shown",
    fix: BY_IMPORT,
  },
  {
    pattern:
      /^:::+[ \t]*(?!(?:tip|note|info|warning|caution|danger|important|details)\b)\w[^\n]*$/gm,
    what: "begins a block that is not known",
    fix: "write one of tip, note, info, warning, caution, danger, important, details",
  },
  {
    pattern: /^[ \t]*(?:\[\[?toc\]\]?|@\[toc\][^\n]*|\$\{toc\}|\{:\s*toc\s*\})[ \t]*$/gim,
    what: "asks for a table of contents, of which there is none",
    fix: "leave it out",
  },
  {
    // Matches `{: .lead }` and `{:target="_blank"}` of kramdown.
    pattern: /\{:\s*[.#\w][^{}\n]*\}/g,
    what: "is an attribute of kramdown",
    fix: "leave it out",
  },
  {
    // Matches `![[boat.png]]` and `[[Other note|words]]`; refuses `[[toc]]` and `a[[1]]`.
    pattern: /(?<![\w\])])!?\[\[(?!toc\])[^[\]\n]*[^[\]\n\d][^[\]\n]*\]\]/gi,
    what: "is a link of a wiki",
    fix: "write [words](/articles/id) or ![words](/media/file)",
  },
];

/** What HTML has as well as Markdown. */
const ANYWHERE: readonly Leftover[] = [
  {
    // Matches `{{< youtube x >}}` and `{{% note %}}`.
    pattern: /\{\{[<%][^{}]*[>%]\}\}/g,
    what: "is a shortcode of Hugo",
    fix: BY_IMPORT,
  },
  {
    // Matches `{% asset_img a.png %}`.
    pattern: /(?<!\{)\{%-?\s*\w(?:(?!%\}).)*%\}/gs,
    what: "is a tag of Liquid, Hexo or Nunjucks",
    fix: BY_IMPORT,
  },
  {
    // Matches `{{ site.baseurl }}` and `{{ "x" | relative_url }}`; refuses `{{< x >}}`.
    pattern: /\{\{-?\s*(?:[a-z_]\w*(?:[.(|\s][^{}]*)?|["'][^{}]*\|[^{}]*)-?\}\}/gi,
    what: "is a value of a template",
    fix: BY_IMPORT,
  },
  {
    // Matches `[gallery ids="1,2"]` and `[/caption]`; refuses `[video](x)` and `[embed]: x`.
    pattern:
      /\[\/?(?:gallery|caption|embed|playlist|audio|video|wp_\w+|vc_\w+|et_pb_\w+|su_\w+|contact-form-7|ngg\w*|sourcecode|more|nextpage)(?:\s[^[\]\n]*)?\](?![(:])/g,
    what: "is a shortcode of WordPress",
    fix: "write what it stands for, or import the export, which reads it",
  },
];

/** What generators and editors would have read in an article's body, and nothing here does: each
 *  kind by its first, with how many there are. Not what stands in code. O(length). */
export function leftoversIn({ format, body }: Article): readonly SpottedFault[] {
  if (format === "text") return [];
  const isMarkdown = format === "markdown";
  const shown = body.replace(CODE, (code) => " ".repeat(code.length));
  const kinds = isMarkdown ? [...IN_MARKDOWN, ...ANYWHERE] : ANYWHERE;
  return [
    ...kinds.flatMap(({ pattern, what, fix }) => {
      const [first, ...more] = [...shown.matchAll(pattern)].map(([written]) => written);
      if (first === undefined) return [];
      const spot = (first.split("\n")[0] ?? "").trim();
      const others = more.length > 0 ? ` (and ${more.length} more)` : "";
      return [{ field: "body", what: `${spot.slice(0, 80)} ${what}${others}`, fix, spot }];
    }),
    ...(isMarkdown ? footnoteFaults(shown) : []),
  ];
}

/** Footnotes that are not there, and those that nothing leads to, which are not shown. */
function footnoteFaults(text: string): readonly SpottedFault[] {
  const defined = namesIn(text, /^ {0,3}\[\^([^\]\s]+)\]:/gm);
  const used = namesIn(text, /\[\^([^\]\s]+)\](?!:)/g);
  const missing = [...used].filter((name) => !defined.has(name));
  const idle = [...defined].filter((name) => !used.has(name));
  return [
    ...missing.map((name) => ({
      field: "body",
      what: `[^${name}] leads to a footnote that is not there`,
      fix: `write [^${name}]: and its words on a line of their own`,
      spot: `[^${name}]`,
    })),
    ...idle.map((name) => ({
      field: "body",
      what: `[^${name}]: is a footnote that nothing leads to, so it is not shown`,
      fix: `write [^${name}] where it belongs`,
      spot: `[^${name}]:`,
    })),
  ];
}

function namesIn(text: string, pattern: RegExp): ReadonlySet<string> {
  return new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ""));
}
