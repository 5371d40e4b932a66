import type { BodyFormat } from "#model/article.ts";
import { withoutUndefined } from "#model/defined.ts";
import { rejection } from "#model/rejection.ts";
import type { BlobName } from "#model/release.ts";
import { SITE_DEFAULTS } from "#model/site.ts";
import { readArticleFile } from "./article-file.ts";
import { assemble } from "./assemble.ts";
import { type ByteText, textFromBytes } from "#ingest/source/byte-text.ts";
import { type Content, notice, type Notice } from "./content.ts";
import type { Drafts } from "./draft.ts";
import { readLines } from "./json-lines.ts";
import { htmlFromMarkdown } from "./markdown.ts";
import { gatherMedia, mediaUrl } from "./media.ts";
import type { VisibilityContext } from "./own-status.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import { readSiteSettings, type SettingsReading } from "./site-settings.ts";

export type { Content } from "./content.ts";

/** Matches `site.toml`'s neighbours that are no articles: `README.md`, `raw/a.html`, `media/b.md`,
 *  `.git/c.md`, `news/.draft.md`; refuses `news/README.md`. */
const NOT_ARTICLES =
  /^(?:readme(?:\.[\w-]+)?\.(?:md|markdown|html?)$|raw\/|media\/|static\/)|(?:^|\/)\./i;

const FORMATS: Readonly<Record<string, BodyFormat>> = {
  md: "markdown",
  markdown: "markdown",
  html: "html",
  htm: "html",
};

/** Reads a content folder: `site.toml`, articles (`.md`, `.html`, `.jsonl`, in any folder but
 *  `raw/` and `media/`), and media. What is wrong is a Rejection with file and line, and the rest
 *  goes in. The order of the files makes no difference. O(bytes).
 *  @param nameBlob  the name of a blob with these bytes, as store/ makes it
 *  @param unread  paths of files that were too large, or could not be read */
export function readContent(
  files: readonly RawFile[],
  {
    nameBlob,
    unread = [],
    ...visibility
  }: VisibilityContext & {
    readonly nameBlob: (bytes: Uint8Array) => BlobName;
    readonly unread?: readonly string[];
  },
): Content {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const settings = settingsIn(sorted);
  const isArticle = ({ path }: RawFile): boolean => !NOT_ARTICLES.test(path) && kindOf(path) !== "";
  const readings = sorted.filter(isArticle).map((file) => ({
    ...draftsIn(file, { ...visibility, timeZone: settings.site.timeZone }),
    file: file.path,
  }));
  const library = gatherMedia(
    sorted.filter((file) => !isArticle(file) && !isHidden(file)),
    nameBlob,
    unread,
  );
  const pictureOf = (written: string | undefined): string | undefined => {
    const media = written === undefined ? undefined : library.find(written, "site.toml");
    return media === undefined ? written : mediaUrl(media);
  };
  const { icon, logo } = settings.site;
  const site = withoutUndefined({
    ...settings.site,
    icon: pictureOf(icon),
    logo: pictureOf(logo),
  });
  return assemble(
    site,
    readings.flatMap(({ drafts }) => drafts),
    {
      htmlFromMarkdown,
      library,
      rejections: [...settings.rejections, ...readings.flatMap(({ rejections }) => rejections)],
      notices: [...settings.notices, ...readings.flatMap(({ notices = [] }) => notices)],
      placeOfSetting: settings.placeOf,
    },
  );
}

function isHidden({ path }: RawFile): boolean {
  return /(?:^|\/)\.|^raw\//.test(path);
}

function kindOf(path: string): "lines" | BodyFormat | "" {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return ending === "jsonl" || ending === "ndjson" ? "lines" : (FORMATS[ending] ?? "");
}

function settingsIn(files: readonly RawFile[]): SettingsReading {
  const file = files.find(({ path }) => path === "site.toml");
  const text = file && textFromBytes(file.bytes);
  if (text !== undefined && "text" in text) return readSiteSettings(text.text, "site.toml");
  const place = { file: "site.toml", ...(text && { line: text.line }) };
  const absent = {
    what: "is missing, so the site has no name and no address",
    fix: "write one with title, url, lang and id_authority",
  };
  return {
    site: SITE_DEFAULTS,
    rejections: text === undefined ? [] : [rejection(place, text)],
    notices: text === undefined ? [notice(place, absent)] : [],
    placeOf: () => place,
  };
}

/** What of a file's bytes was not certain. */
function byteNotices(
  file: string,
  { encoding, notices = [] }: Pick<ByteText, "encoding" | "notices">,
): readonly Notice[] {
  if (notices.length > 0) return notices.map(({ line, ...fault }) => notice({ file, line }, fault));
  if (encoding === "utf-8") return [];
  return [notice({ file }, { what: `was read as ${encoding}`, fix: "save the file as UTF-8" })];
}

function draftsIn(
  { path, bytes }: RawFile,
  context: VisibilityContext & { readonly timeZone: string },
): Drafts & { readonly notices?: readonly Notice[] } {
  const decoded = textFromBytes(bytes);
  if (!("text" in decoded)) {
    const { line, ...fault } = decoded;
    return { drafts: [], rejections: [rejection({ file: path, line }, fault)] };
  }
  const kind = kindOf(path);
  const drafts =
    kind === "lines" || kind === ""
      ? readLines(decoded.text, path, context)
      : readArticleFile(decoded.text, path, { ...context, format: kind });
  return { ...drafts, notices: byteNotices(path, decoded) };
}
