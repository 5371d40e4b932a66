import { mediaKey, withdrawnKey } from "#store/key.ts";
import { toolCall } from "#store/tool-call.ts";
import { deleteKeys, listMedia, listWithdrawnMedia } from "./listing.ts";
import { sixAtOnce } from "./six-at-once.ts";
import { writeAll } from "./writer.ts";

/** Takes media files from readers: each is moved to where no route leads, for a rollback that is
 *  asked to bring its article back. A KV list operation for each 1,000 files; 1 read, 1 write and 1
 *  delete for each that is there.
 *  @param names  file names below `/media/`
 *  @param now  milliseconds since 1970
 *  @returns how many were moved
 *  @throws {StoreDown} when KV fails: run again, it goes on */
export async function setAsideMedia(
  kv: KVNamespace,
  names: ReadonlySet<string>,
  now: number,
): Promise<number> {
  if (names.size === 0) return 0;
  const stored = [...(await listMedia(kv)).keys()].filter((name) => names.has(name));
  await sixAtOnce(stored, (name) => move(kv, mediaKey(name), withdrawnKey(name), now));
  return stored.length;
}

/** Gives media files back to readers. Costs as `setAsideMedia`. */
export async function restoreMedia(
  kv: KVNamespace,
  names: ReadonlySet<string>,
  now: number,
): Promise<number> {
  if (names.size === 0) return 0;
  const stored = [...(await listWithdrawnMedia(kv)).keys()].filter((name) => names.has(name));
  await sixAtOnce(stored, (name) => move(kv, withdrawnKey(name), mediaKey(name), now));
  return stored.length;
}

async function move(kv: KVNamespace, from: string, to: string, now: number): Promise<void> {
  const bytes = await toolCall(kv, `KV gave no ${from}`, () =>
    kv.get(from, { type: "arrayBuffer" }),
  );
  if (bytes === null) return;
  const metadata = { at: Math.floor(now / 1000) };
  await writeAll(kv, [{ key: to, bytes: new Uint8Array(bytes), metadata }]);
  await deleteKeys(kv, [from]);
}
