import { rm } from "node:fs/promises";
import { join } from "node:path";
import { flatString } from "#ingest/source/flat-string.ts";
import type { Article } from "#model/article.ts";
import type { Place } from "#model/rejection.ts";
import type { ArticleCatalog } from "#cli/archive/article-catalog.ts";
import { fingerprint, readIfThere, writeIfChanged } from "#cli/folder/whole-file.ts";
import type { ImportLog } from "#cli/archive/import-log.ts";
import type { ImportState } from "#cli/archive/import-state.ts";
import { writtenArticle } from "#ingest/folder/written-article.ts";
import { articleFile, createFilePaths, isSameKind } from "#cli/folder/written-folder.ts";

/** What became of an article's file: `edited` when the publisher's own version was
 *  kept, `held` when it is public and its source left that in doubt. */
export type WriteOutcome = "new" | "changed" | "unchanged" | "edited" | "held";

/** Writes articles into a content folder, each into the file that it has there already. */
export type ArticleWriter = {
  /** Gives the bytes of a media file by its name below `/media/`. */
  media: (name: string) => Uint8Array | undefined;
  write(article: Article, place: Place): Promise<WriteOutcome>;
};

/** Opens a writer. A file that the publisher edited after its import is never overwritten: when the
 *  source changed too, its new version is put into `raw/incoming/` and the publisher is told. */
export function createArticleWriter(
  catalog: ArticleCatalog,
  state: ImportState,
  log: ImportLog,
): ArticleWriter {
  const pathFor = createFilePaths(catalog.pathOf.values());

  async function writeMedia(text: string): Promise<void> {
    for (const [, name = ""] of text.matchAll(/\/media\/([\w-]{20}\.[a-z0-9]{1,8})/gi)) {
      const bytes = writer.media(name);
      if (bytes !== undefined) await writeIfChanged(join(catalog.folder, "media", name), bytes);
    }
  }

  /** The publisher's version stays where it is. */
  async function keep(path: string, text: string, place: Place): Promise<WriteOutcome> {
    const incoming = `raw/incoming/${path}`;
    await writeIfChanged(join(catalog.folder, incoming), text);
    log.notice(place, {
      what: `changed at its source, but ${path} was edited here and is kept`,
      fix: `take what you want from ${incoming}`,
    });
    return "edited";
  }

  /** Whether the file is neither as import wrote it nor as it would write it now. */
  async function isEdited(path: string, ...own: readonly (string | undefined)[]) {
    const found = await readIfThere(join(catalog.folder, path));
    return found !== undefined && !own.includes(fingerprint(found));
  }

  const writer: ArticleWriter = {
    media: () => undefined,
    async write(article, place) {
      const written = writtenArticle(article, "");
      const text = articleFile(written);
      const hash = fingerprint(text);
      const last = state.articles.get(article.id);
      const there = catalog.pathOf.get(article.id);
      if (there !== undefined && (await isEdited(there, last, hash))) {
        state.articles.set(flatString(article.id), hash);
        return last === hash ? "edited" : keep(there, text, place);
      }
      const path = there !== undefined && isSameKind(there, written) ? there : pathFor(written);
      const isChanged = await writeIfChanged(join(catalog.folder, path), text);
      if (there !== undefined && path !== there) await rm(join(catalog.folder, there));
      await writeMedia(text);
      catalog.add(path, article);
      state.articles.set(flatString(article.id), hash);
      if (there === undefined) return "new";
      return isChanged ? "changed" : "unchanged";
    },
  };
  return writer;
}
