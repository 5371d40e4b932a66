import { resolveAttachments } from "#ingest/folder/attachments.ts";
import { prepareArticle } from "#ingest/folder/body.ts";
import { htmlFromMarkdown } from "#ingest/folder/markdown.ts";
import { type MediaLibrary, mediaUrl } from "#ingest/folder/media.ts";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import type { Article } from "#model/article.ts";
import { rejection } from "#model/rejection.ts";
import { type FollowUps, NO_FOLLOW_UPS } from "./follow-ups.ts";
import { importDocument } from "./import-document.ts";
import type { ImportJob } from "./import-job.ts";
import type { SourceDocument } from "./source-document.ts";

/** Imports the documents of a folder, with the pictures that lie beside them. Pages of one article
 *  are put together. */
export async function importDocuments(
  files: readonly RawFile[],
  library: MediaLibrary,
  job: ImportJob,
): Promise<void> {
  // First pages come before those that they go on at.
  const documents = files.toSorted((a, b) => Number(isLaterPage(a)) - Number(isLaterPage(b)));
  const byPath = new Map(documents.map((file) => [`/${file.path}`, file]));
  const followed = new Set<RawFile>();
  const follow = async (address: string): Promise<string | undefined> => {
    const file = byPath.get(address);
    const decoded = file && textFromBytes(file.bytes);
    if (file === undefined || decoded === undefined || !("text" in decoded)) return undefined;
    followed.add(file);
    return decoded.text;
  };
  for (const [index, file] of documents.entries()) {
    if (followed.has(file)) continue;
    const prepare = (article: Article): Article =>
      withMedia(article, { from: file.path, library, players: job.known?.players });
    await importBytes(file, job, { prepare, follow });
    job.progress("importing", index + 1, documents.length);
  }
}

/** Whether a file's name is that of a later page of an article: `t1_2.html`. */
function isLaterPage({ path }: RawFile): boolean {
  return /[_-]\d{1,3}\.\w+$/.test(path);
}

/** The article of a page, its pictures those that lay beside the page. */
function withMedia(
  article: Article,
  context: {
    readonly from: string;
    readonly library: MediaLibrary;
    readonly players: readonly string[] | undefined;
  },
): Article {
  const { from, library, players } = context;
  if (library.media.length === 0) return article;
  const find = (written: string) => library.find(written, from);
  const resolved = resolveAttachments(article, find).article;
  const prepared = prepareArticle(resolved, {
    lang: "und",
    players,
    htmlFromMarkdown,
    find(written) {
      const media = find(written);
      return media && mediaUrl(media);
    },
  });
  return "id" in prepared ? prepared : article;
}

/** Imports one document that is in memory. */
export async function importBytes(
  { path, bytes }: RawFile,
  { intake, options }: ImportJob,
  more: Pick<SourceDocument, "address" | "prepare" | "follow"> = {},
): Promise<FollowUps> {
  const decoded = textFromBytes(bytes);
  if (!("text" in decoded)) {
    const { line, ...fault } = decoded;
    intake.log.reject(rejection({ file: path, line }, fault));
    return NO_FOLLOW_UPS;
  }
  const doc = { name: path, text: decoded.text, address: `/${path.replace(/^\/+/, "")}` };
  for (const { line, ...fault } of decoded.notices ?? [])
    intake.log.notice({ file: path, line }, fault);
  return importDocument({ ...doc, ...more }, intake, options);
}
