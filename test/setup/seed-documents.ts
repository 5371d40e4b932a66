import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { readContent } from "#ingest/folder/content-folder.ts";
import { epochMs } from "#model/instant.ts";
import { isPublic } from "#publish/build/visible.ts";
import { documentFromArticle, type SearchDocument } from "#search/format/document.ts";

const FOLDER = join(import.meta.dirname, "../../seed");
/** When the seed is read: after all of it but the letter to 2035. */
const NOW = Date.parse("2026-11-23T08:00:00Z");

/** The public articles of seed/ as search takes them, oldest first. */
export function seedDocuments(): readonly SearchDocument[] {
  const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: relative(FOLDER, path).replaceAll(sep, "/"),
      bytes: new Uint8Array(readFileSync(path)),
    }));
  const nameBlob = (bytes: Uint8Array): string =>
    createHash("sha256").update(bytes).digest("base64url").slice(0, 20);
  const { site, articles } = readContent(files, { nameBlob });
  return articles
    .filter((article) => isPublic(article, NOW))
    .toSorted((a, b) => epochMs(a.published) - epochMs(b.published) || (a.id < b.id ? -1 : 1))
    .map((article) => documentFromArticle(article, site));
}
