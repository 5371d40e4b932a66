/** Matches `[[Note]]`, `![[pic.png|300]]`, `[[Note#Heading|words]]`; refuses `[[1]](url)`,
 *  `[[ -f x ]]`. */
const WIKI_LINK = /(!?)\[\[(?!\s)([^[\]|\n]{1,300}?)(?:\\?\|([^[\]\n]{0,300}))?\]\](?![([])/g;
/** Endings of pictures, which may be shown in their place. */
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp)$/i;

/** What a wiki link needs: files by name, and someone who hears of those that lead nowhere. */
type WikiContext = {
  readonly find?: ((name: string) => string | undefined) | undefined;
  readonly report: (name: string, written: string) => string;
};

/** Markdown whose wiki links, as Obsidian, Foam and Logseq write them, are links of Markdown: to
 *  the note of that name, and pictures in their place. What is found nowhere stays as it is, and
 *  is reported. O(length).
 *  @see https://help.obsidian.md/links */
export function expandWikiLinks(markdown: string, { find, report }: WikiContext): string {
  return markdown.replace(
    WIKI_LINK,
    (written: string, mark: string, target: string, words: string | undefined) => {
      const name = target.trim();
      if (mark !== "" && PICTURE.test(name)) return `![${altFrom(words)}](${destination(name)})`;
      return noteLink(name, words?.trim(), find) ?? report(`[[${name}]]`, written);
    },
  );
}

/** The link to a note and its heading; undefined when there is no such note. */
function noteLink(name: string, words: string | undefined, find: WikiContext["find"]) {
  const [, note = "", heading = ""] = /^([^#]*)#?(.*)$/s.exec(name) ?? [];
  const found = note === "" ? "" : find?.(note.trim());
  if (found === undefined) return undefined;
  // A block has no heading that it could be found by.
  const fragment = heading && !heading.startsWith("^") ? `#${slugOf(heading)}` : "";
  const shown = words || [note, heading].filter(Boolean).join(" › ");
  return found + fragment === "" ? shown : `[${shown}](${found}${fragment})`;
}

/** A width is no description. */
function altFrom(words = ""): string {
  return /^\d+(?:x\d+)?$/.test(words.trim()) ? "" : words.trim();
}

function destination(name: string): string {
  return /[\s()]/.test(name) ? `<${name.replace(/[<>]/g, encodeURIComponent)}>` : name;
}

/** The last heading of `A#B`, as headings are named in pages. */
function slugOf(heading: string): string {
  const last = heading.split("#").at(-1) ?? "";
  return encodeURIComponent(last.trim().toLowerCase().replace(/\s+/g, "-"));
}
