import { parsedJson } from "#model/json.ts";
import type { ArticleId } from "#model/name.ts";
import type { LogRef } from "#model/release.ts";
import { jsonBytes } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";
import type { Reader } from "#store/reader.ts";

/** What last happened to an article in the eyes of readers. */
export type LoggedChange = {
  /** When, in the order in which things changed here; milliseconds since 1970. */
  readonly at: number;
  readonly id: ArticleId;
  /** Whether they cannot see it any more. */
  readonly isGone: boolean;
};

/** The changes that readers have seen, each article's last one, oldest first; by id where they came
 *  at once. */
export type ChangeLog = {
  /** The log tells everything that came after this; milliseconds since 1970. */
  readonly since: number;
  readonly changes: readonly LoggedChange[];
};

/** A log as a blob: a list for each moment, `[at, ids that changed, ids that are gone]`. The last
 *  moment is written as 0, for it stands in the manifest: so a publication that is run again writes
 *  the same blob. */
export function encodeLog({ changes }: ChangeLog): Uint8Array {
  const last = changes.at(-1)?.at;
  const moments = new Map<number, [string[], string[]]>();
  for (const { at, id, isGone } of changes) {
    const ids = moments.get(at) ?? [[], []];
    ids[isGone ? 1 : 0].push(id);
    moments.set(at, ids);
  }
  return jsonBytes([...moments].map(([at, ids]) => [at === last ? 0 : at, ...ids]));
}

/** The log in such a blob.
 *  @throws {StoreFault} when it is none */
export function logFromText(text: string, { blob, since, last }: LogRef): ChangeLog {
  const moments = parsedJson(text);
  if (!Array.isArray(moments)) throw new StoreFault("corrupt", blob, "is not a log of changes");
  // `encodeLog` alone makes such lists.
  const rows = moments as readonly [number, readonly ArticleId[], readonly ArticleId[]][];
  const changes = rows.flatMap(([moment, changed, gone]) => {
    const at = moment === 0 ? last : moment;
    return [
      ...changed.map((id) => ({ at, id, isGone: false })),
      ...gone.map((id) => ({ at, id, isGone: true })),
    ].sort(byMoment);
  });
  return { since, changes };
}

/** The order of a log: by moment, then by id. */
export function byMoment(a: LoggedChange, b: LoggedChange): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The log of a release. 1 KV read. */
export async function readLog(reader: Reader, log: LogRef): Promise<ChangeLog> {
  const [bytes] = await reader.blobs([log.blob]);
  return logFromText(new TextDecoder().decode(bytes), log);
}
