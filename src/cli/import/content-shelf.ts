import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parsedJson } from "#model/json.ts";
import { ownCopy } from "#ingest/source/flat-string.ts";

/** A content folder that is being written: which articles are in it, and how files get there. */
export type ContentShelf = {
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

/** Opens a content folder, which need not be there yet, and reads the id and guid of every article in it. One short read a file. */
export async function openContentShelf(folder: string): Promise<ContentShelf> {
  const shelf: ContentShelf = {
    folder,
    pathOf: new Map(),
    idOf: new Map(),
    guidOf: new Map(),
    add(path, article) {
      const id = ownCopy(article.id);
      shelf.pathOf.set(id, ownCopy(path));
      if (article.guid === undefined) return;
      const guid = ownCopy(article.guid);
      shelf.idOf.set(guid, id);
      shelf.guidOf.set(id, guid);
    },
  };
  for await (const path of articleFiles(folder, "")) {
    const head = await headOf(join(folder, path));
    const id = fieldIn(head, "id");
    if (id === undefined) continue;
    shelf.add(path, { id, guid: fieldIn(head, "guid") });
  }
  return shelf;
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

/** The hash by which what was written is known again: 16 characters. */
export function fingerprint(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64url").slice(0, 16);
}

/** The bytes of a file; undefined when there is none. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes a file whole or not at all, with the folders that it needs, unless it is there already with these bytes.
 *  @returns whether anything changed */
export async function writeIfChanged(path: string, content: string | Uint8Array): Promise<boolean> {
  const there = await readIfThere(path);
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  if (there?.equals(bytes) === true) return false;
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.unfinished`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
  return true;
}
