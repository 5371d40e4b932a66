import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Content, notice } from "#ingest/folder/content.ts";
import { readJsonLines } from "#ingest/folder/json-lines.ts";
import { readSiteSettings, type SettingsReading } from "#ingest/folder/site-settings.ts";
import { withDoubtsRejected } from "./doubtful-articles.ts";
import { readIfThere } from "./whole-file.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { readFolder } from "./files.ts";
import type { KeptRows } from "#model/memoize.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { givenPath } from "#cli/wrangler/project.ts";
import { hashedLines, utf8Lines } from "./utf8-lines.ts";

/** The largest file of JSON Lines, in bytes: its articles lie in memory at once. */
const MAX_LINES_BYTES = 400 * 1024 * 1024;

/** What reading content needs to know beside where it is. */
type ContentOptions = {
  /** The settings of JSON Lines, as the publisher wrote their path; absent for those beside. */
  readonly site?: string | undefined;
  /** Where what is made of JSON Lines is kept for the next run; absent: nowhere. */
  readonly rowsOf?: ((table: string) => KeptRows) | undefined;
};

/** Reads what the publisher names: a content folder, or a file of JSON Lines (`.jsonl`, `.ndjson`).
 *  @param given  the path as the publisher wrote it
 *  @returns the content with everything in it that was rejected, or a Rejection when there is
 *  nothing of the kind */
export async function readContentAt(
  given: string,
  progress?: Progress,
  { site, rowsOf }: ContentOptions = {},
): Promise<Content | Rejection> {
  const path = givenPath(given);
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (stats instanceof Error) {
    const what = stats.code === "ENOENT" ? "is not there" : `cannot be read (${stats.code})`;
    return rejection({ file: given }, { what, fix: "check the path" });
  }
  if (stats.isDirectory()) return readContentFolder(path, progress);
  if (!stats.isFile() || !isLinesFile(path)) {
    return rejection(
      { file: given },
      {
        what: "is neither a folder nor a .jsonl file",
        fix: "give the folder that holds site.toml, or JSON Lines",
      },
    );
  }
  if (stats.size > MAX_LINES_BYTES) {
    return rejection(
      { file: given },
      {
        what: `is ${Math.ceil(stats.size / 1024 ** 2)} MiB`,
        fix: "at most 400 MiB are allowed; give a content folder",
      },
    );
  }
  return readLinesFile(path, { site, rowsOf });
}

/** Whether a path names a file of JSON Lines. */
export function isLinesFile(path: string): boolean {
  return /\.(?:jsonl|ndjson)$/i.test(path);
}

async function readContentFolder(path: string, progress?: Progress): Promise<Content> {
  // JSON Lines have no front matter, and need no parser of YAML.
  const { readContent } = await import("#ingest/folder/content-folder.ts");
  const reading = await readFolder(path, progress, isRaw);
  const unread = reading.rejections.flatMap(({ place: { file = "" } }) => file);
  const content = withDoubtsRejected(
    readContent(reading.files, { nameBlob, unread, now: Date.now() }),
  );
  return { ...content, rejections: [...reading.rejections, ...content.rejections] };
}

/** Whether a path in a content folder is the raw input of an import, as large as it may be. */
export function isRaw(path: string): boolean {
  return path.startsWith("raw/");
}

/** Reads JSON Lines, with the settings that are named, or those that lie beside them. */
async function readLinesFile(
  path: string,
  { site, rowsOf }: ContentOptions,
): Promise<Content | Rejection> {
  const file = basename(path);
  const settings = await readSettings(site, join(dirname(path), "site.toml"));
  if (isRejection(settings)) return settings;
  const rejections: Rejection[] = [];
  const lines = (rowsOf === undefined ? utf8Lines : hashedLines)(path, file, rejections);
  const given = { rowsOf, ...(settings !== undefined && { settings }) };
  const content = withDoubtsRejected(readJsonLines(lines, { file, now: Date.now(), ...given }));
  const notices = settings === undefined ? [notice({ file }, NO_SETTINGS)] : content.notices;
  return { ...content, notices, rejections: [...rejections, ...content.rejections] };
}

const NO_SETTINGS = {
  what: "comes without a site.toml, so the site has no name and no address",
  fix: "put a site.toml beside it, or say --site site.toml",
};

async function readSettings(
  given: string | undefined,
  beside: string,
): Promise<SettingsReading | Rejection | undefined> {
  const bytes = await readIfThere(given === undefined ? beside : givenPath(given));
  if (bytes !== undefined) return readSiteSettings(bytes.toString("utf8"), given ?? "site.toml");
  return given === undefined
    ? undefined
    : rejection({ file: given }, { what: "is not there", fix: "check the path after --site" });
}

/** The name of a blob, as store/ gives it, but at once: ingest knows no promises. */
export function nameBlob(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("base64url").slice(0, 20);
}
