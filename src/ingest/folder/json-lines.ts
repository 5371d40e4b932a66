import { type Article, ARTICLE_DEFAULTS, isArticleDefault, toArticle } from "#model/article.ts";
import { isRecord } from "#model/field.ts";
import { mark64 } from "#model/hash.ts";
import type { KeptRows } from "#model/memoize.ts";
import {
  type Fault,
  isRejection,
  type Place,
  rejection,
  type Rejection,
} from "#model/rejection.ts";
import { SITE_DEFAULTS } from "#model/site.ts";
import type { DroppedContent } from "#text/html/dropped-content.ts";
import { assemble } from "./assemble.ts";
import type { Content } from "./content.ts";
import type { Draft, Drafts } from "./draft.ts";
import { type TextlessArticle, type LateField, withLateText, withoutText } from "./late-text.ts";
import { htmlFromMarkdown } from "./markdown.ts";
import { gatherMedia } from "./media.ts";
import { type VisibilityContext, withDraftDate, withToldStatus } from "./own-status.ts";
import { unknownFields } from "./unknown-fields.ts";
import { repeatedKeys } from "./repeated-key.ts";
import type { SettingsReading } from "./site-settings.ts";

/** A line of a file, decoded when it is needed. */
export type LateLine = {
  /** The hash of its bytes. */
  readonly hash: string;
  /** What is written in it. */
  readonly text: () => string;
};

/** What drafts that are kept hang on beside their lines: raised when a line gives another article,
 *  be it that JSON is read otherwise, HTML made safe otherwise, or a language told otherwise. A
 *  version of the package keeps nothing for another. */
export const DRAFTS_REVISION = 1;

/** What reading JSON Lines needs to know beside them. */
type LinesOptions = VisibilityContext & {
  /** The name of the file, for messages. */
  readonly file: string;
  /** Of the site, as `readSiteSettings` reads them. */
  readonly settings?: SettingsReading;
  /** Where what is made of `LateLine`s is kept for the next run. */
  readonly rowsOf?: ((table: string) => KeptRows) | undefined;
};

/** Reads a file of JSON Lines: an article a line. Without settings the site has no title of its
 *  own, its sections are those that the articles name, and its language is their commonest.
 *  O(bytes), or O(lines) of those that an earlier run has read.
 *  @param lines  the text of the file, or its lines */
export function readJsonLines(
  lines: string | Iterable<string | LateLine>,
  { file, settings, rowsOf, ...visibility }: LinesOptions,
): Content {
  const site = settings?.site ?? SITE_DEFAULTS;
  const { timeZone, lang, players } = site;
  const table = `drafts ${JSON.stringify([DRAFTS_REVISION, timeZone, lang, players])}`;
  // What the publisher says of values is no part of the line.
  const rows = visibility.answers === undefined ? rowsOf?.(table) : undefined;
  const kept = rows && { rows, mark: mark64(table) };
  const { drafts, rejections } = readLines(lines, file, { ...visibility, timeZone }, kept);
  return assemble(site, drafts, {
    htmlFromMarkdown,
    library: gatherMedia([], () => ""),
    rejections: [...(settings?.rejections ?? []), ...rejections],
    notices: settings?.notices ?? [],
    ...(settings !== undefined && { placeOfSetting: settings.placeOf }),
  });
}

type LineContext = VisibilityContext & { readonly timeZone: string };

/** What earlier runs made of lines, and the hash of what that hangs on beside them. */
type KeptLines = { readonly rows: KeptRows; readonly mark: string };

/** Reads the lines of a `.jsonl` file: an article each; empty ones are passed over, wrong ones
 *  rejected with their number.
 *  @param text  of the file, or its lines
 *  @param path  the file's, as the publisher names it */
export function readLines(
  text: string | Iterable<string | LateLine>,
  path: string,
  context: LineContext,
  kept?: KeptLines,
): Drafts {
  const drafts: Draft[] = [];
  const rejections: Rejection[] = [];
  const lines = typeof text === "string" ? text.replace(/^\ufeff/, "").split("\n") : text;
  let number = 0;
  for (const line of lines) {
    number++;
    const place: Place = { file: path, line: number };
    const placed = { from: path, placeOf: () => place, placeOfText: () => place };
    const late = typeof line === "string" ? undefined : line;
    const before = late && kept && keptDraft(late, place, context, kept);
    if (before !== undefined) {
      drafts.push({ ...before, ...placed });
      continue;
    }
    const written = typeof line === "string" ? line : line.text();
    if (!written.trim()) continue;
    const found = articleFrom(written, place, context);
    if (isRejection(found)) rejections.push(found);
    else drafts.push({ ...found, ...placed, ...(late && kept && keeping(found, late, kept)) });
  }
  return { drafts, rejections };
}

type ReadLine = Pick<Draft, "hidings" | "told" | "unknown"> & { readonly article: Article };

/** What an earlier run made of a line. */
type LineRow = {
  readonly article: Partial<TextlessArticle> & Omit<TextlessArticle, keyof typeof ARTICLE_DEFAULTS>;
  /** The fields that are made of its text. */
  readonly late: readonly LateField[];
  /** Fields that nobody knows. */
  readonly unknown?: readonly string[];
  readonly dropped?: readonly DroppedContent[];
};

/** What rows need not say is left out of them, and `keptDraft` puts it in again. */
function withoutDefaults(head: TextlessArticle): LineRow["article"] {
  return Object.fromEntries(
    Object.entries(head).filter(([field, value]) => !isArticleDefault(field, value)),
  ) as LineRow["article"];
}

function keptDraft(
  { hash, text }: LateLine,
  place: Place,
  context: LineContext,
  { rows, mark }: KeptLines,
): (ReadLine & Pick<Draft, "kept">) | undefined {
  // `keeping` alone puts rows, and what is kept is whole or not there.
  const row = rows.get(hash) as LineRow | undefined;
  if (row === undefined) return undefined;
  const { article, late, unknown = [], dropped = [] } = row;
  const head: TextlessArticle = { ...ARTICLE_DEFAULTS, ...article };
  let read = (): Article => reread();
  const reread = (): Article => {
    const found = articleFrom(text(), place, context);
    if (isRejection(found)) throw new TypeError(`${head.id} was read from the same line`);
    return found.article;
  };
  const textFrom = (from: () => Article): void => void (read = from);
  return {
    article: withLateText(head, late, () => read()),
    unknown: unknown.map((field) => ({ field, place })),
    kept: { origin: mark + hash, made: { dropped, reread, textFrom }, keep: () => undefined },
  };
}

/** What keeps a line for the next run; nothing for one of which that run would have to tell
 *  something, or the time decides. */
function keeping(
  { article: { status }, hidings = [], told = [], unknown = [] }: ReadLine,
  { hash }: LateLine,
  { rows, mark }: KeptLines,
): Pick<Draft, "kept"> {
  if (status === "draft" || hidings.length > 0 || told.length > 0) return {};
  const keep = (article: Article, dropped: readonly DroppedContent[]): void => {
    const { head, fields } = withoutText(article);
    const row: LineRow = {
      article: withoutDefaults(head),
      late: fields,
      ...(unknown.length > 0 && { unknown: unknown.map(({ field }) => field) }),
      ...(dropped.length > 0 && { dropped }),
    };
    rows.put(hash, row);
  };
  return { kept: { origin: mark + hash, keep } };
}

function articleFrom(
  line: string,
  place: Place,
  { timeZone, ...visibility }: LineContext,
): ReadLine | Rejection {
  try {
    const given: unknown = JSON.parse(line);
    const { fields, ...status } = withToldStatus(given, "", visibility);
    const article = toArticle(withDraftDate(fields, visibility), { timeZone, place });
    const told = [...(status.told ?? []), ...repeatedKeys(line).map(repeatedKey)];
    const unknown = unknownFields(isRecord(given) ? given : {}, () => place);
    return isRejection(article) ? article : { article, ...status, told, unknown };
  } catch (error) {
    if (error instanceof SyntaxError) {
      const fix = "write one object a line, texts in double quotes, line ends in them as \\n";
      return rejection(place, { what: `is not JSON: ${error.message.slice(0, 200)}`, fix });
    }
    // Lists inside lists, thousands deep, overflow whoever describes them.
    if (error instanceof RangeError) return rejection(place, { what: "is nested too deep" });
    throw error;
  }
}

function repeatedKey(key: string): Fault {
  return { field: key, what: "is there twice in the line; the last counts", fix: "remove one" };
}
