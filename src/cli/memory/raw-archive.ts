import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, stat } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileChunks } from "#cli/folder/file-chunks.ts";
import { fingerprint, readIfThere, writeIfChanged } from "#cli/folder/whole-file.ts";

/** Keeps the raw form of what is imported, in `raw/` of the content folder. Nothing that lies there
 *  is overwritten: another version gets a name with its hash. */
export type RawArchive = {
  /** @returns the path in the content folder */
  keep(name: string, bytes: Uint8Array): Promise<string>;
  /** The same of a file of any size. */
  keepFile(name: string, path: string): Promise<string>;
  read(file: string): Promise<Uint8Array | undefined>;
};

/** Opens `raw/` of a content folder. */
export function openRawArchive(folder: string): RawArchive {
  return {
    async keep(name, bytes) {
      const plain = `raw/${name}`;
      const there = await readIfThere(join(folder, plain));
      const isFree = there === undefined || there.equals(bytes);
      const file = isFree ? plain : versionOf(plain, fingerprint(bytes));
      await writeIfChanged(join(folder, file), bytes);
      return file;
    },
    async keepFile(name, path) {
      const plain = `raw/${name}`;
      const hash = await fileHash(path);
      for (const file of [plain, versionOf(plain, hash)]) {
        const whole = join(folder, file);
        const there = await stat(whole).catch(() => undefined);
        if (there !== undefined && (await fileHash(whole)) !== hash) continue;
        await mkdir(dirname(whole), { recursive: true });
        if (there === undefined) await copyFile(path, whole, constants.COPYFILE_FICLONE);
        return file;
      }
      return plain;
    },
    read: (file) => readIfThere(join(folder, file)),
  };
}

/** A name in `raw/` for an address: its host, and in one name its path and query.
 *  @example rawName("https://a.example/html/xw/7.html?p=1") // "a.example/html~xw~7.html~p=1" */
export function rawName(address: string): string {
  const { host, pathname, search } = new URL(address);
  const path = (pathname + search).replace(/^\/|\/$/g, "") || "index";
  return `${safeName(host.replace(":", "~"))}/${safeName(path)}`;
}

/** A path of a folder that is imported, as a path in `raw/`. */
export function safePath(path: string): string {
  return path.split("/").map(safeName).join("/");
}

/** A name that every file system takes, and that hides nowhere. */
export function safeName(text: string): string {
  const name = text
    .replaceAll("/", "~")
    .replace(/[^\p{L}\p{M}\p{N}._~=&%@+-]/gu, "_")
    .replace(/^\.+/, "_");
  return Buffer.byteLength(name) <= 150
    ? name || "_"
    : `${Array.from(name).slice(0, 40).join("")}~${fingerprint(text)}${extname(name).slice(0, 8)}`;
}

function versionOf(path: string, hash: string): string {
  const ending = extname(path);
  return `${path.slice(0, path.length - ending.length)}~${hash}${ending}`;
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of fileChunks(path)) hash.update(chunk);
  return hash.digest("base64url").slice(0, 16);
}
