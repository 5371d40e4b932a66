/** Matches the endings by which generators know Markdown; `.mdx` is Markdown with imports. */
export const MARKDOWN_ENDING = /\.(?:md|markdown|mdx|mkd|mkdn|mkdown|mdown|mdwn)$/i;

/** Formats of texts that nobody reads here, by their endings. */
const OTHER_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:adoc|asciidoc|asc)$/i, "AsciiDoc"],
  [/\.rst$/i, "reStructuredText"],
  [/\.org$/i, "Org"],
  [/\.textile$/i, "Textile"],
  [/\.(?:rmd|rmarkdown|qmd)$/i, "R Markdown"],
  [/\.(?:mdoc|markdoc)$/i, "Markdoc"],
  [/\.(?:pandoc|pdc)$/i, "Pandoc"],
  [/\.ipynb$/i, "Jupyter"],
  [/\.(?:docx?|odt|rtf)$/i, "a word processor"],
];

/** What a text is that is in a format that nobody reads here, such as `file in Textile`; "" for any
 *  other file. */
export function unreadFormat(path: string): string {
  const format = OTHER_FORMATS.find(([ending]) => ending.test(path))?.[1];
  return format === undefined ? "" : `file in the format of ${format}`;
}
