import { toArticle } from "#model/article.ts";
import { isRejection, type Place, rejection, type Rejection } from "#model/rejection.ts";
import type { BlobName } from "#model/release.ts";
import { SITE_DEFAULTS } from "#model/site.ts";
import { assemble } from "./assemble.ts";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import { type Content, notice, type Notice } from "./content.ts";
import { generatorFields } from "./generator-fields.ts";
import { type Draft, rejectionsAt } from "./draft.ts";
import { createEntryIds } from "#ingest/feed/entry-id.ts";
import { sectionsFromTitles } from "./feed-content.ts";
import { readFrontMatter } from "./front-matter.ts";
import { gatherMedia } from "./media.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import { withoutShortcodes } from "./shortcode.ts";
import { sitePath } from "./site-path.ts";
import { slugFrom } from "#ingest/source/section-slug.ts";

const ARTICLE = /\.(?:md|markdown|mdx)$/i;
const NOT_ARTICLES =
  /(?:^|\/)(?:readme|changelog|license)(?:\.[\w-]+)?\.\w+$|(?:^|\/)(?:node_modules|themes|layouts|archetypes|_site|public)\/|(?:^|\/)\./i;

/** Reads the sources of a site made with Hugo, Jekyll, Hexo or Astro: Markdown with front matter in
 *  their conventions, and the files it shows.
 *  @param nameBlob  the name of a blob with these bytes
 *  @param timeZone  IANA name, of dates without offset */
export function readMarkdownSite(
  files: readonly RawFile[],
  {
    nameBlob,
    timeZone = "UTC",
  }: { readonly nameBlob: (bytes: Uint8Array) => BlobName; readonly timeZone?: string },
): Content {
  const sorted = files
    .filter(({ path }) => !NOT_ARTICLES.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const titles = new Map<string, string>();
  const drafts: Draft[] = [];
  const rejections: Rejection[] = [];
  const notices: Notice[] = [];
  const ids = createEntryIds();
  for (const file of sorted.filter(({ path }) => ARTICLE.test(path))) {
    const read = readFile(file, {
      timeZone,
      titles,
      idFor: (name) => ids.idFor(`https://slug.invalid/${encodeURIComponent(name)}`, "", file.path),
    });
    if (read === undefined) continue;
    if ("rejections" in read) rejections.push(...read.rejections);
    else {
      drafts.push(read.draft);
      notices.push(...read.notices);
    }
  }
  const library = gatherMedia(
    sorted.filter(({ path }) => !ARTICLE.test(path)),
    nameBlob,
  );
  const site = { ...SITE_DEFAULTS, timeZone, sections: sectionsFromTitles(titles) };
  return assemble(site, drafts, { library, rejections, notices });
}

type FileContext = {
  readonly timeZone: string;
  readonly titles: Map<string, string>;
  readonly idFor: (name: string) => string;
};
type FileReading =
  | { readonly draft: Draft; readonly notices: readonly Notice[] }
  | { readonly rejections: readonly Rejection[] };

/** One file as an article; undefined when it only names its section. */
function readFile(
  { path: file, bytes }: RawFile,
  { timeZone, titles, idFor }: FileContext,
): FileReading | undefined {
  const decoded = textFromBytes(bytes);
  if (!("text" in decoded))
    return { rejections: [rejection({ file, line: decoded.line }, decoded)] };
  const front = readFrontMatter(decoded.text, { file });
  if (isRejection(front)) return { rejections: [front] };
  const path = sitePath(file);
  if (path.isSection) {
    const title = front.fields["title"];
    const section = path.folders.map(slugFrom).join("/");
    if (section && typeof title === "string") titles.set(section, title);
    return undefined;
  }
  const { text, unknown } = withoutShortcodes(front.body.trim());
  const fields = generatorFields(front.fields, path, titles);
  const placeOf = (field?: string): Place => ({
    file,
    line: field === undefined ? 1 : front.lineOf(field),
  });
  const id = typeof fields["id"] === "string" ? idFor(fields["id"]) : undefined;
  const article = toArticle(
    { ...fields, id, body: text },
    { timeZone, format: "markdown", place: { file } },
  );
  if (isRejection(article)) return { rejections: rejectionsAt(placeOf, article.faults) };
  const notices = unknown.map((name) =>
    notice(
      { file },
      { what: `has the shortcode ${name}, which stays as it is`, fix: "write what it shows" },
    ),
  );
  return { draft: { article, from: file, placeOf, placeOfText: () => placeOf() }, notices };
}
