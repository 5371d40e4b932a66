/** The database of the object, as far as it is used. */
export type Sql = {
  exec(
    query: string,
    ...bindings: (string | number | null)[]
  ): { toArray(): Record<string, unknown>[] };
};

/** Texts of any length by name. */
export type Texts = {
  readonly get: (name: string) => string | undefined;
  readonly set: (name: string, text: string) => void;
  readonly drop: (name: string) => void;
};

/** UTF-16 units of a row: SQLite of a Durable Object takes 2 MB, and a unit takes three bytes at
 *  most.
 *  @see https://developers.cloudflare.com/durable-objects/platform/limits/ */
const PART = 600_000;

/** Texts in rows of one table, cut where they are long. */
export function createTexts(sql: Sql): Texts {
  sql.exec(
    "CREATE TABLE IF NOT EXISTS texts (name TEXT, part INTEGER, text TEXT, PRIMARY KEY (name, part))",
  );
  const drop = (name: string): void => void sql.exec("DELETE FROM texts WHERE name = ?", name);
  return {
    get(name) {
      const rows = sql.exec("SELECT text FROM texts WHERE name = ? ORDER BY part", name).toArray();
      return rows.length === 0 ? undefined : rows.map(({ text }) => String(text)).join("");
    },
    set(name, text) {
      drop(name);
      for (const [part, piece] of piecesOf(text).entries())
        sql.exec("INSERT INTO texts VALUES (?, ?, ?)", name, part, piece);
    },
    drop,
  };
}

/** The text in pieces, none of which ends in half a character. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length || from === 0;) {
    const end = from + PART;
    const isCut = end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? "");
    const piece = text.slice(from, isCut ? end - 1 : end);
    pieces.push(piece);
    from += Math.max(1, piece.length);
  }
  return pieces;
}
