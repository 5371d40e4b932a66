/** The folder of the feeds of a tag, an author, or a language.
 *  @example valueFolder("tags", "R&D/新") // "/tags/R%26D%2F%E6%96%B0" */
export function valueFolder(kind: "tags" | "authors" | "languages", value: string): string {
  return `/${kind}/${encodeURIComponent(value.toWellFormed())}`;
}

/** A path fit for a URL: what is not printable ASCII is percent-encoded, what is percent-encoded stays. */
export function asciiPath(path: string): string {
  return path.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}
