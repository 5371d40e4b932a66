import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parsedJson } from "#model/json.ts";
import { flatString } from "#ingest/source/flat-string.ts";

/** A content folder that is being written: which articles are in it, and how files get there. */
export type ArticleCatalog = {
  readonly folder: string;
  /** Paths of article files by id. */
  readonly pathOf: Map<string, string>;
  /** Ids by guid. */
  readonly idOf: Map<string, string>;
  /** Guids by id. */
  readonly guidOf: Map<string, string>;
  /** Enters an article that lies at `path` now. */
  add(path: string, article: { readonly id: string; readonly guid?: string | undefined }): void;
};

/** Folders of a content folder that hold no articles. */
const NOT_ARTICLES = new Set(["raw", "media", "static", "node_modules"]);
/** Bytes of a file in which its front matter is looked for. */
const HEAD_BYTES = 32 * 1024;

/** Opens a content folder, which need not be there yet, and reads the id and guid of every article
 *  in it. One short read a file. */
export async function openArticleCatalog(folder: string): Promise<ArticleCatalog> {
  const catalog: ArticleCatalog = {
    folder,
    pathOf: new Map(),
    idOf: new Map(),
    guidOf: new Map(),
    add(path, article) {
      const id = flatString(article.id);
      catalog.pathOf.set(id, flatString(path));
      if (article.guid === undefined) return;
      const guid = flatString(article.guid);
      catalog.idOf.set(guid, id);
      catalog.guidOf.set(id, guid);
    },
  };
  for await (const path of articleFiles(folder, "")) {
    const head = await headOf(join(folder, path));
    const id = fieldIn(head, "id");
    if (id === undefined) continue;
    catalog.add(path, { id, guid: fieldIn(head, "guid") });
  }
  return catalog;
}

async function* articleFiles(folder: string, below: string): AsyncGenerator<string> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(absentIsEmpty);
  for (const entry of entries) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.name.startsWith(".") || (below === "" && NOT_ARTICLES.has(entry.name))) continue;
    if (entry.isDirectory()) yield* articleFiles(folder, path);
    else if (/\.(?:md|markdown|html?)$/i.test(entry.name)) yield path;
  }
}

/** A folder that is not there holds nothing. */
function absentIsEmpty(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const text = buffer.toString("utf8", 0, bytesRead);
    return /^(?:---|\+\+\+)\r?\n[^]*?\n(?:---|\+\+\+)\s/.exec(text)?.[0] ?? "";
  } finally {
    await file.close();
  }
}

/** A field of front matter that stands on one line, in quotes or without. */
function fieldIn(head: string, name: string): string | undefined {
  const written = new RegExp(`^${name}\\s*[:=]\\s*(.+?)\\s*$`, "m").exec(head)?.[1];
  if (written === undefined) return undefined;
  if (!written.startsWith('"')) return written.replace(/^'(.*)'$/, "$1");
  const value = parsedJson(written);
  return typeof value === "string" ? value : undefined;
}
