import type { Stats } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { RawFile } from "#ingest/source/raw-file.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { type Fault, rejection, type Rejection } from "#model/rejection.ts";

/** What a folder held, and what of it was left out, and why. */
export type FolderReading = {
  /** Their paths are relative to the folder, with `/` between the parts. */
  readonly files: readonly RawFile[];
  readonly rejections: readonly Rejection[];
};

/** The largest file that is read, in bytes: a KV value holds no more.
 *  @see https://developers.cloudflare.com/kv/platform/limits/ */
export const MAX_FILE_BYTES = 25 * 1024 * 1024;

/** The bytes that are read at most, all files together: they lie in memory at once. */
const MAX_TOTAL_BYTES = 2 * 1024 ** 3;

/** Folders that no publisher means: what tools leave beside the content. */
const NOT_CONTENT = new Set(["node_modules", "__MACOSX"]);

/** Files whose names begin with a dot, and which tell what a folder is: Eleventy's settings. */
const TELLING = new Set([".eleventy.js", ".eleventy.cjs", ".eleventyignore"]);

/** Reads every file of a folder and the folders in it, sorted by path. Names that begin with a dot
 *  are passed over, but for those of settings. A symbolic link is followed while it stays inside
 *  the folder and refused when it leaves it, for content may come from others.
 *  @param progress  told how many files are read
 *  @param isLeftOut  whether a file is passed over, told by its path
 *  @returns the files, and a Rejection for each that is a link outwards, over 25 MiB, unreadable or
 *  not a file */
export async function readFolder(
  folder: string,
  progress: Progress = () => undefined,
  isLeftOut: (path: string) => boolean = () => false,
): Promise<FolderReading> {
  const root = await realpath(folder);
  const files: RawFile[] = [];
  const rejections: Rejection[] = [];
  let total = 0;
  for await (const found of walk(root, root, new Set([root]))) {
    const path = relative(root, found.path).split(sep).join("/");
    if (isLeftOut(path)) continue;
    const bytes = found.fault ?? (await readWithin(found.path, MAX_TOTAL_BYTES - total));
    if (bytes instanceof Uint8Array) {
      files.push({ path, bytes });
      total += bytes.length;
      progress("reading", files.length, 0);
    } else rejections.push(rejection({ file: path }, bytes));
  }
  progress("reading", files.length, files.length);
  return { files, rejections };
}

type WalkedFile = { readonly path: string; readonly fault?: Fault };

/** Every file below `folder`, in the order of names; what cannot be followed comes with its
 *  fault. */
async function* walk(folder: string, root: string, seen: Set<string>): AsyncGenerator<WalkedFile> {
  const entries = await readdir(folder);
  for (const name of entries.toSorted()) {
    if ((name.startsWith(".") && !TELLING.has(name)) || NOT_CONTENT.has(name)) continue;
    const path = join(folder, name);
    const target = await targetOf(path, root);
    if (typeof target !== "string") yield { path, fault: target };
    else if (!(await stat(target)).isDirectory()) yield { path };
    else if (!seen.has(target)) {
      // A link to a folder that holds it would be walked for ever.
      seen.add(target);
      yield* walk(path, root, seen);
    }
  }
}

/** Where a path really lies, or why it is not followed. */
async function targetOf(path: string, root: string): Promise<string | Fault> {
  const target = await realpath(path).catch((error: unknown) => systemFault(error));
  if (typeof target !== "string" || target.startsWith(root + sep)) return target;
  return {
    what: "is a link that leaves the content folder",
    fix: "put a copy of the file in its place",
  };
}

async function readWithin(path: string, maxBytes: number): Promise<Uint8Array | Fault> {
  const stats = await stat(path);
  return faultOf(stats, maxBytes) ?? readFile(path).catch((error: unknown) => systemFault(error));
}

function faultOf(stats: Stats, maxBytes: number): Fault | undefined {
  if (!stats.isFile()) return { what: "is not a file", fix: "remove it" };
  if (stats.size > MAX_FILE_BYTES) {
    return {
      what: `is ${(stats.size / 1024 ** 2).toFixed(1)} MiB`,
      fix: `at most ${MAX_FILE_BYTES / 1024 ** 2} MiB are allowed, the size of a KV value`,
    };
  }
  if (stats.size > maxBytes) {
    return { what: "is over the 2 GiB that are read at once", fix: "take large media elsewhere" };
  }
  return undefined;
}

/** What the system said of a file, such as EACCES, as a fault. */
function systemFault(error: unknown): Fault {
  const { code = "unknown error" } = error as NodeJS.ErrnoException;
  return {
    what: `cannot be read (${code})`,
    fix: code === "ENOENT" ? "remove the link" : "allow it",
  };
}
