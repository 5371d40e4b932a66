import { epochMs, type Instant } from "#model/instant.ts";
import type { ArticleId } from "#model/name.ts";
import type { Article } from "#model/article.ts";
import type { OwnWritesMemory } from "#store/write/own-writes.ts";
import { createTexts, type Sql, type Texts } from "./texts.ts";

/** What outlives the object's memory: articles that no release holds, pictures that were sent, and
 *  what `current` held. */
export type Tables = {
  readonly sql: Sql;
  readonly texts: Texts;
  /** Articles that no release shows whole yet: drafts, and what is to come. */
  readonly kept: {
    readonly all: () => readonly Article[];
    readonly set: (article: Article) => void;
    readonly drop: (id: ArticleId) => void;
    readonly clear: () => void;
  };
  readonly media: {
    readonly sizeOf: (
      name: string,
    ) => { readonly width: number; readonly height: number } | undefined;
    readonly add: (name: string, width: number, height: number) => void;
  };
  /** When moments that were too far away to be prepared have room, for others have come. */
  readonly prepare: {
    readonly set: (at: Instant | undefined) => void;
    readonly at: () => number | undefined;
  };
  readonly memory: OwnWritesMemory;
};

/** Hashes of what `current` held that are remembered: KV shows what is older than a minute no
 *  more, and takes one write a second. */
const OLDER = 200;

const SCHEMA = [
  "CREATE TABLE IF NOT EXISTS kept (id TEXT PRIMARY KEY)",
  "CREATE TABLE IF NOT EXISTS media (name TEXT PRIMARY KEY, width INTEGER, height INTEGER)",
  "CREATE TABLE IF NOT EXISTS older (n INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL)",
];

/** Opens the database, and makes its tables where there are none. */
export function openTables(sql: Sql): Tables {
  for (const query of SCHEMA) sql.exec(query);
  const texts = createTexts(sql);
  const ids = (): readonly ArticleId[] =>
    // `set` alone writes them.
    sql
      .exec("SELECT id FROM kept")
      .toArray()
      .map(({ id }) => id as ArticleId);
  const drop = (id: ArticleId): void => {
    sql.exec("DELETE FROM kept WHERE id = ?", id);
    texts.drop(`kept ${id}`);
  };
  return {
    sql,
    texts,
    kept: {
      // Checked when they were accepted.
      all: () => ids().map((id) => JSON.parse(texts.get(`kept ${id}`) ?? "") as Article),
      set(article) {
        sql.exec("INSERT OR REPLACE INTO kept (id) VALUES (?)", article.id);
        texts.set(`kept ${article.id}`, JSON.stringify(article));
      },
      drop,
      clear: () => ids().forEach(drop),
    },
    media: {
      sizeOf(name) {
        const [row] = sql.exec("SELECT width, height FROM media WHERE name = ?", name).toArray();
        return row && { width: Number(row["width"]), height: Number(row["height"]) };
      },
      add: (name, width, height) =>
        void sql.exec("INSERT OR REPLACE INTO media VALUES (?, ?, ?)", name, width, height),
    },
    prepare: {
      set(at) {
        texts.drop("prepare");
        if (at !== undefined) texts.set("prepare", String(epochMs(at)));
      },
      at() {
        const text = texts.get("prepare");
        return text === undefined ? undefined : Number(text);
      },
    },
    memory: {
      current: () => texts.get("current"),
      isOlder: (hash) =>
        sql.exec("SELECT 1 FROM older WHERE hash = ? LIMIT 1", hash).toArray().length > 0,
      replace(text, older) {
        texts.set("current", text);
        for (const hash of older) sql.exec("INSERT INTO older (hash) VALUES (?)", hash);
        sql.exec("DELETE FROM older WHERE n <= (SELECT MAX(n) FROM older) - ?", OLDER);
      },
    },
  };
}
