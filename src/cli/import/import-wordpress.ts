import { stat } from "node:fs/promises";
import {
  createAttachmentReader,
  createWordPressReader,
  type ExportReader,
  type WordPressEntry,
} from "#ingest/cms/wordpress.ts";
import { createEntryIds } from "#ingest/feed/entry-id.ts";
import { createRestNames, REST_LISTS } from "#ingest/cms/wordpress-rest-names.ts";
import { restEntry, restRecords } from "#ingest/cms/wordpress-rest.ts";
import { createAttachments } from "#ingest/cms/wordpress-attachment.ts";
import type { WordPressHead } from "#ingest/cms/wordpress-head.ts";
import { rejection, type Rejection } from "#model/rejection.ts";
import type { ReadingOptions } from "./reading-options.ts";
import { fileChunks } from "#cli/folder/file-chunks.ts";
import type { ArticleIntake } from "./article-intake.ts";
import { archivePages, wordPressPages } from "./old-pages.ts";
import type { Progress } from "#cli/terminal/progress.ts";

type Job = {
  readonly intake: ArticleIntake;
  readonly options: Pick<ReadingOptions, "isMigration" | "answers">;
};
type TextParts = () => AsyncIterable<string> | Iterable<string>;

/** Imports a WordPress export from a file of any size: it is read twice (pictures come after the
 *  posts that show them), an article at a time is in memory.
 *  @returns a Rejection when the file declares entities or nests too deep */
export async function importWordPressFile(
  path: string,
  name: string,
  job: Job & { readonly progress: Progress },
): Promise<Rejection | undefined> {
  const { size } = await stat(path);
  const total = megabytes(size);
  let pass = 0;
  return importParts(
    () => textOf(path, (read) => job.progress(PASSES[pass] ?? "", megabytes(read), total)),
    name,
    { ...job, onPass: () => (pass += 1) },
  );
}

const PASSES = ["", "pictures MB", "posts MB"];

/** Imports a WordPress export that is in memory, or an answer of the REST interface that was kept
 *  as a file. */
export async function importWordPressText(
  text: string,
  name: string,
  job: Job & { readonly home?: string },
): Promise<Rejection | undefined> {
  if (/^\ufeff?\s*[[{]/.test(text)) return importRestText(text, name, job);
  return importParts(() => [text], name, { ...job, onPass: () => undefined });
}

async function importParts(
  parts: TextParts,
  name: string,
  { intake, options, onPass }: Job & { readonly onPass: () => void },
): Promise<Rejection | undefined> {
  const attachments = createAttachments();
  onPass();
  await readAll(parts, createAttachmentReader(attachments));
  const waiting: WordPressEntry[] = [];
  let head: WordPressHead | undefined;
  const reader = createWordPressReader({
    attachments,
    isMigration: options.isMigration,
    answers: options.answers,
    onLeftOut: (noun) => intake.log.leaveOut(noun),
    onEntry(entry, seen) {
      waiting.push(entry);
      if (head !== seen) tellSite(seen, intake, options.isMigration);
      head = seen;
    },
  });
  onPass();
  const months: string[] = [];
  const fault = await readAll(parts, reader, async () => {
    for (const { line, titles, ...entry } of waiting.splice(0)) {
      const { published } = entry.fields;
      if (typeof published === "string") months.push(published.slice(0, 7));
      intake.site.nameSections(titles);
      await intake.take({ ...entry, place: { file: name, line } });
    }
  });
  if (options.isMigration)
    intake.site.addRedirects(archivePages(months.filter((month) => /^\d{4}-\d\d$/.test(month))));
  if (attachments.unused > 0) intake.log.leaveOut("attachment", { count: attachments.unused });
  return fault === undefined ? undefined : rejection({ file: name }, fault);
}

async function importRestText(
  text: string,
  name: string,
  { intake, options, home = "" }: Job & { readonly home?: string },
): Promise<Rejection | undefined> {
  const posts = restRecords(text);
  const what = "is no answer of WordPress's REST interface";
  if (posts === undefined) return rejection({ file: name }, { what });
  const names = createRestNames();
  for (const post of posts) names.addEmbedded(post);
  const context = { ...options, ids: createEntryIds(), names, home };
  for (const post of posts)
    await intake.take({ ...restEntry(post, context), place: { file: name } });
  for (const list of REST_LISTS) {
    const count = names.lacking(list, posts).length;
    const noun = `number of ${list} that the file does not name`;
    if (count > 0) intake.log.leaveOut(noun, { count });
  }
  intake.site.say({ home });
  intake.site.nameSections(names.sectionTitles());
  return undefined;
}

async function readAll(parts: TextParts, reader: ExportReader, afterEach?: () => Promise<void>) {
  for await (const part of parts()) {
    reader.write(part);
    await afterEach?.();
  }
  const fault = reader.end();
  await afterEach?.();
  return fault;
}

/** What the export says of its site; where it moves here, with the addresses that WordPress gives
 *  the feeds of its categories. */
function tellSite(head: WordPressHead, intake: ArticleIntake, isMigration: boolean): void {
  intake.site.say({ ...head, home: head.link });
  intake.site.nameSections(head.sections);
  if (!isMigration) return;
  intake.site.addRedirects(wordPressPages(head));
  namesAliases([...head.sections.keys()], intake);
}

/** Gives sections the addresses that WordPress gives the feeds of its categories. */
export function namesAliases(paths: readonly string[], intake: ArticleIntake): void {
  for (const path of paths) {
    const folder = `/category/${path.split("/").map(encodeURIComponent).join("/")}/`;
    intake.site.addAliases(path, [folder, `${folder}feed/`]);
  }
}

/** Whether all bytes of a file make characters in the encoding that it declares. A pass over the
 *  file, a part in memory. */
export async function isWholeText(path: string): Promise<boolean> {
  let decoder: TextDecoder | undefined;
  try {
    for await (const bytes of fileChunks(path)) {
      decoder ??= decoderFor(bytes, true);
      decoder.decode(bytes, { stream: true });
    }
    decoder?.decode();
    return true;
  } catch (error) {
    // What a strict decoder throws for bytes that make no character.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The text of a file, in parts, in the encoding that it declares: UTF-8 unless it says
 *  otherwise. */
async function* textOf(path: string, onRead: (bytes: number) => void): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let read = 0;
  for await (const bytes of fileChunks(path)) {
    decoder ??= decoderFor(bytes);
    read += bytes.length;
    onRead(read);
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder?.decode() ?? "";
}

function decoderFor(head: Buffer, fatal = false): TextDecoder {
  const said = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w:.-]+)["']/.exec(
    head.toString("latin1", 0, 200),
  )?.[1];
  const mark = head.length > 1 ? head.readUInt16BE(0) : 0;
  const label = mark === 0xfeff ? "utf-16be" : mark === 0xfffe ? "utf-16le" : (said ?? "utf-8");
  try {
    return new TextDecoder(label, { fatal });
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder("utf-8", { fatal });
    throw error;
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
