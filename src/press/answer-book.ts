import type { AdminAnswer, AdminRequest } from "#press/api/admin.ts";
import type { Tables } from "./tables.ts";

/** What was answered to requests with an Idempotency-Key, for a day. */
export type AnswerBook = {
  /** What is noted under a key: with the number of the request that it waits for, or the answer. */
  readonly find: (key: string, now: number) => Noted | undefined;
  /** Notes that a request waits. */
  readonly await: (key: string, fingerprint: string, seq: number, now: number) => void;
  /** Notes the answer to a request, whether it was waited for or not. */
  readonly answer: (seq: number, answer: AdminAnswer) => void;
  /** Notes an answer that was given at once. */
  readonly give: (key: string, fingerprint: string, answer: AdminAnswer, now: number) => void;
};

type Noted = {
  readonly fingerprint: string;
  readonly seq: number | undefined;
  readonly answer: AdminAnswer | undefined;
};

const DAY_MS = 86_400_000;

/** Opens the book. */
export function openAnswerBook({ sql, texts }: Tables): AnswerBook {
  sql.exec(
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, seq INTEGER, at INTEGER NOT NULL)",
  );
  const put = (key: string, fingerprint: string, seq: number | null, now: number): void =>
    void sql.exec("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", key, fingerprint, seq, now);
  const forget = (now: number): void => {
    for (const { key } of sql
      .exec("SELECT key FROM answers WHERE at < ? LIMIT 100", now - DAY_MS)
      .toArray()) {
      sql.exec("DELETE FROM answers WHERE key = ?", String(key));
      texts.drop(`answer ${String(key)}`);
    }
  };
  return {
    find(key, now) {
      forget(now);
      const [row] = sql.exec("SELECT fingerprint, seq FROM answers WHERE key = ?", key).toArray();
      if (row === undefined) return undefined;
      const text = texts.get(`answer ${key}`);
      return {
        fingerprint: String(row["fingerprint"]),
        seq: row["seq"] === null ? undefined : Number(row["seq"]),
        // `answer` and `give` alone write them.
        answer: text === undefined ? undefined : (JSON.parse(text) as AdminAnswer),
      };
    },
    await: put,
    answer(seq, answer) {
      for (const { key } of sql.exec("SELECT key FROM answers WHERE seq = ?", seq).toArray())
        texts.set(`answer ${String(key)}`, JSON.stringify(answer));
    },
    give(key, fingerprint, answer, now) {
      put(key, fingerprint, null, now);
      texts.set(`answer ${key}`, JSON.stringify(answer));
    },
  };
}

/** What tells one request from another under the same key. */
export async function fingerprintOf(request: AdminRequest): Promise<string> {
  const { action, id = "", query, type = "", ifMatch = "", ifNoneMatch = "", body } = request;
  const head = JSON.stringify([
    action,
    id,
    Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)),
    type,
    ifMatch,
    ifNoneMatch,
  ]);
  const bytes = new TextEncoder().encode(head);
  const all = new Uint8Array(bytes.length + (body?.length ?? 0));
  all.set(bytes);
  all.set(body ?? [], bytes.length);
  const digest = await crypto.subtle.digest("SHA-256", all);
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
