import type { Article } from "#model/article.ts";
import type { AdminFault } from "#press/api/admin.ts";
import type { ArticleId } from "#model/name.ts";
import type { ReleaseId } from "#model/release.ts";
import type { Tables } from "./tables.ts";

/** One change of the site. */
export type Change =
  | { readonly kind: "put"; readonly article: Article }
  /** From readers' eyes: its address answers 410 where they could see it, else 404. */
  | { readonly kind: "withdraw"; readonly id: ArticleId };

/** What the answer to a request will say of one article. */
export type ToldArticle = {
  readonly id: ArticleId;
  /** `scheduled` is published, but not yet seen. */
  readonly status: "published" | "scheduled" | "draft" | "withdrawn" | "purged";
  readonly etag?: string;
  /** When it is seen, where that is to come. */
  readonly visible_from?: string;
};

/** What a request is to do. */
export type Work =
  | {
      readonly kind: "changes";
      readonly changes: readonly Change[];
      /** The guards that its publisher has answered. */
      readonly allow: readonly string[];
      readonly status: 200 | 201;
      readonly told: readonly ToldArticle[];
      readonly isBatch: boolean;
      readonly notices: readonly AdminFault[];
    }
  | { readonly kind: "purge"; readonly id: ArticleId }
  | {
      readonly kind: "rollback";
      readonly release?: ReleaseId;
      readonly revive: readonly ArticleId[];
    };

/** A request that was accepted and is not published yet. */
export type Waiting = { readonly seq: number; readonly tries: number; readonly work: Work };

/** The requests that wait, in the order in which they were accepted. */
export type WaitingLine = {
  /** Accepts a request: durable once the object's answer leaves it. */
  readonly add: (work: Work) => number;
  readonly all: () => readonly Waiting[];
  readonly length: () => number;
  readonly has: (seq: number) => boolean;
  /** Notes that a publication of these failed. */
  readonly tried: (seqs: readonly number[]) => void;
  readonly drop: (seq: number) => void;
};

/** Opens the line. */
export function openWaitingLine({ sql, texts }: Tables): WaitingLine {
  sql.exec(
    "CREATE TABLE IF NOT EXISTS waiting (seq INTEGER PRIMARY KEY AUTOINCREMENT, tries INTEGER NOT NULL DEFAULT 0)",
  );
  // Parsed once: a line of 200 is asked for again with each that joins it.
  const parsed = new Map<number, Work>();
  const workOf = (seq: number): Work => {
    // `add` alone writes them.
    const work = parsed.get(seq) ?? (JSON.parse(texts.get(`waiting ${seq}`) ?? "") as Work);
    parsed.set(seq, work);
    return work;
  };
  return {
    add(work) {
      sql.exec("INSERT INTO waiting (tries) VALUES (0)");
      const [row] = sql.exec("SELECT MAX(seq) AS seq FROM waiting").toArray();
      const seq = Number(row?.["seq"]);
      texts.set(`waiting ${seq}`, JSON.stringify(work));
      parsed.set(seq, work);
      return seq;
    },
    all: () =>
      sql
        .exec("SELECT seq, tries FROM waiting ORDER BY seq")
        .toArray()
        .map(({ seq, tries }) => ({
          seq: Number(seq),
          tries: Number(tries),
          work: workOf(Number(seq)),
        })),
    length: () => Number(sql.exec("SELECT COUNT(*) AS n FROM waiting").toArray()[0]?.["n"]),
    has: (seq) => sql.exec("SELECT 1 FROM waiting WHERE seq = ?", seq).toArray().length > 0,
    tried(seqs) {
      for (const seq of seqs) sql.exec("UPDATE waiting SET tries = tries + 1 WHERE seq = ?", seq);
    },
    drop(seq) {
      sql.exec("DELETE FROM waiting WHERE seq = ?", seq);
      texts.drop(`waiting ${seq}`);
      parsed.delete(seq);
    },
  };
}
