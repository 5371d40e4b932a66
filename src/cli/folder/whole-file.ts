import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

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

/** Writes a file whole or not at all, with the folders that it needs, unless it is there already
 *  with these bytes.
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
