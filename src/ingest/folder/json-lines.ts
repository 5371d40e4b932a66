import { type Article, toArticle } from "#model/article.ts";
import { isRecord } from "#model/field.ts";
import {
  type Fault,
  isRejection,
  type Place,
  rejection,
  type Rejection,
} from "#model/rejection.ts";
import { SITE_DEFAULTS } from "#model/site.ts";
import { assemble } from "./assemble.ts";
import type { Content } from "./content.ts";
import type { Draft, Drafts } from "./draft.ts";
import { htmlFromMarkdown } from "./markdown.ts";
import { gatherMedia } from "./media.ts";
import { type VisibilityContext, withDraftDate, withToldStatus } from "./own-status.ts";
import { unknownFields } from "./unknown-fields.ts";
import { repeatedKeys } from "./repeated-key.ts";
import type { SettingsReading } from "./site-settings.ts";

/** Reads a file of JSON Lines: an article a line. Without settings the site has no title of its
 *  own, its sections are those that the articles name, and its language is their commonest.
 *  O(bytes).
 *  @param lines  the text of the file, or its lines
 *  @param file  the name of the file, for messages
 *  @param settings  of the site, as `readSiteSettings` reads them */
export function readJsonLines(
  lines: string | Iterable<string>,
  {
    file,
    settings,
    ...visibility
  }: VisibilityContext & { readonly file: string; readonly settings?: SettingsReading },
): Content {
  const site = settings?.site ?? SITE_DEFAULTS;
  const { drafts, rejections } = readLines(lines, file, { ...visibility, timeZone: site.timeZone });
  return assemble(site, drafts, {
    htmlFromMarkdown,
    library: gatherMedia([], () => ""),
    rejections: [...(settings?.rejections ?? []), ...rejections],
    notices: settings?.notices ?? [],
    ...(settings !== undefined && { placeOfSetting: settings.placeOf }),
  });
}

/** Reads the lines of a `.jsonl` file: an article each; empty ones are passed over, wrong ones
 *  rejected with their number.
 *  @param text  of the file, or its lines
 *  @param path  the file's, as the publisher names it */
export function readLines(
  text: string | Iterable<string>,
  path: string,
  context: VisibilityContext & { readonly timeZone: string },
): Drafts {
  const drafts: Draft[] = [];
  const rejections: Rejection[] = [];
  const lines = typeof text === "string" ? text.replace(/^\ufeff/, "").split("\n") : text;
  let number = 0;
  for (const line of lines) {
    number++;
    if (!line.trim()) continue;
    const place: Place = { file: path, line: number };
    const found = articleFrom(line, place, context);
    if (isRejection(found)) rejections.push(found);
    else drafts.push({ ...found, from: path, placeOf: () => place, placeOfText: () => place });
  }
  return { drafts, rejections };
}

function articleFrom(
  line: string,
  place: Place,
  { timeZone, ...visibility }: VisibilityContext & { readonly timeZone: string },
): (Pick<Draft, "hidings" | "told" | "unknown"> & { readonly article: Article }) | Rejection {
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
