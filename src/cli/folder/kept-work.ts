import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { VERSION } from "#cli/wrangler/project.ts";
import { openKeptTables } from "./kept-rows.ts";
import type { Workshop } from "#search/build/workshop.ts";

/** A workshop in a folder. */
export type KeptWork = Workshop & {
  /** Whether anything was kept when it was opened. */
  readonly isThere: boolean;
  readonly rowsOf: NonNullable<Workshop["rowsOf"]>;
  /** Writes the rows that were put, and deletes what nobody asked for since it was opened: the
   *  folder never holds more than two publications make.
   *  @param part  what was published; `recent` leaves what the last one in full asked for to the
   *  next one, which a small change needs nothing of */
  readonly sweep: (part?: "full" | "recent") => void;
};

/** Bytes of a SHA-256. */
const HASH_BYTES = 32;

/** Opens a folder of kept work; it is made when the first is kept. Every file begins with the hash
 *  of its key and of what follows, so that one that was cut short, damaged or put there by somebody
 *  else is not believed: it is as if it were not there. A folder that cannot be written to keeps
 *  nothing.
 *  @param folder  its absolute path */
export function openKeptWork(folder: string): KeptWork {
  const used = new Set<string>();
  const files: Workshop = {
    recall(key) {
      const name = nameOf(key);
      used.add(name);
      const whole = readIfWhole(join(folder, name));
      if (whole === undefined) return undefined;
      const bytes = whole.subarray(HASH_BYTES);
      return hashOf(key, bytes).equals(whole.subarray(0, HASH_BYTES)) ? bytes : undefined;
    },
    keep(key, bytes) {
      const name = nameOf(key);
      used.add(name);
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, name), Buffer.concat([hashOf(key, bytes), bytes]));
      } catch (error) {
        // It is a convenience: a full disk is told by whoever must write.
        if (!isOfDisk(error)) throw error;
      }
    },
  };
  const tables = openKeptTables(files);
  return {
    ...files,
    isThere: existsSync(folder),
    rowsOf: tables.rowsOf,
    sweep(part = "full") {
      tables.finish();
      if (!existsSync(folder)) return;
      const ofFull = part === "full" ? [] : namesIn(files.recall(LAST_FULL));
      if (part === "full") files.keep(LAST_FULL, Buffer.from([...used].join("\n")));
      const staying = new Set([...used, ...ofFull]);
      for (const name of readdirSync(folder))
        if (!staying.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
    },
  };
}

/** The key of the names of files that the last publication in full asked for. */
const LAST_FULL = "files of the last full publication";

function namesIn(bytes: Uint8Array | undefined): readonly string[] {
  return bytes === undefined ? [] : new TextDecoder().decode(bytes).split("\n");
}

function readIfWhole(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    return bytes.length > HASH_BYTES ? bytes : undefined;
  } catch (error) {
    if (isOfDisk(error)) return undefined;
    throw error;
  }
}

/** What another version of the runtime makes may differ, for its dictionaries cut Chinese, and what
 *  another version of ours makes. */
function nameOf(key: string): string {
  const by = `${process.version} ${VERSION} ${key}`;
  return createHash("sha256").update(by).digest("base64url").slice(0, 32);
}

function hashOf(key: string, bytes: Uint8Array): Buffer {
  return createHash("sha256").update(key).update("\n").update(bytes).digest();
}

/** Whether the operating system refused: such errors have a code. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && "code" in error;
}
