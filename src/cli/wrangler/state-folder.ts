import { access, constants, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { rejection, type Rejection } from "#model/rejection.ts";
import { DEFAULT_STATE, givenPath } from "./project.ts";

/** Where local KV lies: an absolute path.
 *  @param persistTo  what `--persist-to` gave; the default folder when absent */
export function stateFolder(persistTo: string | undefined): string {
  return persistTo === undefined ? DEFAULT_STATE : givenPath(persistTo);
}

/** The folder of local KV, made where it is missing.
 *  @param persistTo  what `--persist-to` gave; the default folder when absent
 *  @returns its absolute path, or a Rejection when nothing can be written there */
export async function openStateFolder(persistTo: string | undefined): Promise<string | Rejection> {
  const folder = stateFolder(persistTo);
  try {
    // Where something else lies in their place, wrangler would fail in its own words and hang.
    await mkdir(join(folder, "v3/kv"), { recursive: true });
    await access(folder, constants.W_OK);
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = `cannot hold this machine's KV (${code})`;
    return rejection({ file: folder }, { what, fix: "give another folder with --persist-to" });
  }
}

/** Where publications keep what they made, beside local KV: for the account's KV too.
 *  @returns an absolute path */
export function keptWorkFolder(persistTo: string | undefined): string {
  return join(stateFolder(persistTo), "broadsheet-kept");
}
