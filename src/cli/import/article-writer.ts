import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ownCopy } from "#ingest/source/flat-string.ts";
import type { Article } from "#model/article.ts";
import type { Place } from "#model/rejection.ts";
import { type ContentShelf, fingerprint, readIfThere, writeIfChanged } from "./content-shelf.ts";
import type { ImportLog } from "./import-log.ts";
import type { ImportState } from "./import-state.ts";
import { writtenArticle } from "#cli/folder/written-article.ts";
import { articleFile, createFilePaths, isSameKind } from "#cli/folder/written-folder.ts";

/** What became of an article's file: `edited` when the publisher's own version was kept. */
export type Written = "new" | "changed" | "unchanged" | "edited";

/** Writes articles into a content folder, each into the file that it has there already. */
export type ArticleWriter = {
  /** Gives the bytes of a media file by its name below `/media/`. */
  media: (name: string) => Uint8Array | undefined;
  write(article: Article, place: Place): Promise<Written>;
};

/** Opens a writer. A file that the publisher edited after its import is never overwritten: when the source changed too, its new version is put into
 *  `raw/incoming/` and the publisher is told. */
export function createArticleWriter(
  shelf: ContentShelf,
  state: ImportState,
  log: ImportLog,
): ArticleWriter {
  const pathFor = createFilePaths(shelf.pathOf.values());

  async function writeMedia(text: string): Promise<void> {
    for (const [, name = ""] of text.matchAll(/\/media\/([\w-]{20}\.[a-z0-9]{1,8})/gi)) {
      const bytes = writer.media(name);
      if (bytes !== undefined) await writeIfChanged(join(shelf.folder, "media", name), bytes);
    }
  }

  /** The publisher's version stays where it is. */
  async function keep(path: string, text: string, place: Place): Promise<Written> {
    const incoming = `raw/incoming/${path}`;
    await writeIfChanged(join(shelf.folder, incoming), text);
    log.notice(place, {
      what: `changed at its source, but ${path} was edited here and is kept`,
      fix: `take what you want from ${incoming}`,
    });
    return "edited";
  }

  /** Whether the file is neither as import wrote it nor as it would write it now. */
  async function isEdited(path: string, ...own: readonly (string | undefined)[]) {
    const found = await readIfThere(join(shelf.folder, path));
    return found !== undefined && !own.includes(fingerprint(found));
  }

  const writer: ArticleWriter = {
    media: () => undefined,
    async write(article, place) {
      const written = writtenArticle(article, "");
      const text = articleFile(written);
      const hash = fingerprint(text);
      const last = state.articles.get(article.id);
      const there = shelf.pathOf.get(article.id);
      if (there !== undefined && (await isEdited(there, last, hash))) {
        state.articles.set(ownCopy(article.id), hash);
        return last === hash ? "edited" : keep(there, text, place);
      }
      const path = there !== undefined && isSameKind(there, written) ? there : pathFor(written);
      const isChanged = await writeIfChanged(join(shelf.folder, path), text);
      if (there !== undefined && path !== there) await rm(join(shelf.folder, there));
      await writeMedia(text);
      shelf.add(path, article);
      state.articles.set(ownCopy(article.id), hash);
      if (there === undefined) return "new";
      return isChanged ? "changed" : "unchanged";
    },
  };
  return writer;
}
