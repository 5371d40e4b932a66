import { statfs } from "node:fs/promises";
import { isRejection } from "#model/rejection.ts";
import { StoreDown } from "#store/fault.ts";
import { inTime, TimedOut } from "#store/in-time.ts";
import { children, killOnExit } from "#cli/terminal/kill-on-exit.ts";
import { type LocalKv, openLocalKv } from "./local-kv.ts";
import { stateFolder } from "./state-folder.ts";
import { CALM_WRANGLER } from "./project.ts";
import { failure, type Report } from "#cli/terminal/report.ts";

/** How long the end of KV is waited for: its process is ended with ours in any case. Milliseconds.
 *  */
const DISPOSAL_MS = 3_000;

/** Which KV a command works on. */
export type KvChoice = {
  /** The account's KV instead of the local one. */
  readonly remote?: boolean;
  /** The folder of local KV, as the publisher wrote it. */
  readonly persistTo?: string;
};

/** Says a line on stderr at once. */
const tellOnStderr = (line: string): void => void process.stderr.write(`${line}\n`);

/** Opens KV, does `work` with it, and closes it whatever happens; without that, workerd would keep
 *  the process alive. Local KV is what `wrangler dev --persist-to DIR` reads; with `remote` it is
 *  the account's, over Cloudflare's API. Both are the same type, so that everything behind this is
 *  one code path. About 0.5 s.
 *  @param tell  says what the account's KV is waited for; on stderr when absent
 *  @returns what `work` reports, or what is missing to reach the account's KV */
export async function withKv(
  choice: KvChoice,
  work: (kv: KVNamespace) => Promise<Report>,
  tell: (line: string) => void = tellOnStderr,
): Promise<Report> {
  const log = process.env["WRANGLER_LOG"] ?? "none";
  Object.assign(process.env, CALM_WRANGLER, { WRANGLER_LOG: log });
  if (choice.remote) {
    const { openRemoteKv } = await import("./account.ts");
    const kv = await openRemoteKv(tell);
    return isRejection(kv) ? failure(kv) : work(kv);
  }
  const local = await openLocalKv(choice.persistTo);
  if (isRejection(local)) return failure(local);
  const disarm = killOnExit(children());
  try {
    return await work(local.kv);
  } catch (error) {
    throw await withDiskNamed(error, choice.persistTo);
  } finally {
    await closed(local, disarm);
  }
}

/** Closes KV. One that hangs is left to the guard, which ends it with this process. */
async function closed(local: LocalKv, disarm: () => void): Promise<void> {
  try {
    await inTime(local.dispose(), DISPOSAL_MS);
    disarm();
  } catch (error) {
    if (!(error instanceof TimedOut)) throw error;
    for (const pid of children()) process.kill(pid, "SIGKILL");
  }
}

/** Less than this is taken for no room: SQLite, beneath local KV, writes more than a value. Bytes.
 *  */
const NO_ROOM = 1024 * 1024;

/** A failure of local KV with the commonest reason, where that is to be seen: KV itself only falls
 *  silent. */
async function withDiskNamed(error: unknown, persistTo: string | undefined): Promise<unknown> {
  if (!(error instanceof StoreDown)) return error;
  const { bavail, bsize } = await statfs(stateFolder(persistTo));
  if (bavail * bsize > NO_ROOM) return error;
  return new StoreDown(`${error.message}: disk full`, { cause: error.cause });
}
