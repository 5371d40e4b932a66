import type { KeptRows } from "#model/memoize.ts";
import type { Workshop } from "#search/build/workshop.ts";

/** Tables of kept rows. */
type KeptTables = {
  /** The rows of a table, read when the first is asked for. Keys end with a hash in base64url.
   *  @param table  what it holds, and all that its rows hang on beside their keys */
  readonly rowsOf: (table: string) => KeptRows;
  /** Writes what was put, and leaves out what nobody asked for. A part of which nobody asked for
   *  anything is not even read: it goes with the files that nobody asked for. */
  readonly finish: () => void;
};

/** Parts of a table, each of which is written as one: a row more makes one of them be written
 *  again, of 10,000 articles some 100 KB. */
const PARTS = 32;

/** Opens the tables in a folder of kept work.
 *  @param workshop  gives whole what it kept, or nothing */
export function openKeptTables(workshop: Workshop): KeptTables {
  const tables = new Map<string, readonly Part[]>();
  return {
    rowsOf(table) {
      const known = tables.get(table);
      const parts = known ?? Array.from({ length: PARTS }, (_, at) => openPart(`${table} ${at}`));
      tables.set(table, parts);
      const partOf = (key: string): Part => parts[key.charCodeAt(key.length - 2) % PARTS]!;
      return {
        get: (key) => partOf(key).get(key),
        put: (key, row) => partOf(key).put(key, row),
      };
    },
    finish() {
      for (const parts of tables.values()) for (const part of parts) part.finish();
    },
  };

  function openPart(name: string): Part {
    let rows: ReadonlyMap<string, unknown> | undefined;
    const used = new Set<string>();
    const put = new Map<string, string>();
    return {
      get(key) {
        rows ??= rowsIn(workshop.recall(name));
        const row = rows.get(key);
        if (row !== undefined) used.add(key);
        return row;
      },
      put: (key, row) => void put.set(key, lineOf(key, row)),
      finish() {
        if (put.size === 0 && used.size === (rows?.size ?? 0)) return;
        // Whoever asked for a row may have made something else of it since.
        const before = linesIn(workshop.recall(name)).filter((line) => used.has(keyIn(line)));
        const lines = [...before.filter((line) => !put.has(keyIn(line))), ...put.values()];
        workshop.keep(name, new TextEncoder().encode(`[\n${lines.join(",\n")}\n]`));
      },
    };
  }
}

type Part = KeptRows & { readonly finish: () => void };

/** A row as a line of JSON, its key first. */
function lineOf(key: string, row: unknown): string {
  return JSON.stringify([key, row]);
}

/** The key in what `lineOf` made; keys have nothing that JSON escapes. */
function keyIn(line: string): string {
  return line.slice(2, line.indexOf('"', 2));
}

function rowsIn(bytes: Uint8Array | undefined): ReadonlyMap<string, unknown> {
  if (bytes === undefined) return new Map();
  // `finish` wrote it.
  return new Map(JSON.parse(textOf(bytes)) as readonly [string, unknown][]);
}

/** The lines of its rows, without the commas between them. */
function linesIn(bytes: Uint8Array | undefined): readonly string[] {
  if (bytes === undefined) return [];
  const lines = textOf(bytes).split("\n").slice(1, -1);
  return lines.map((line) => (line.endsWith("],") ? line.slice(0, -1) : line)).filter(Boolean);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
