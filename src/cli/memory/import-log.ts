import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { once } from "node:events";
import { dirname, join } from "node:path";
import type { FieldRepair } from "#ingest/source/repaired-fields.ts";
import type { Hiding } from "#ingest/source/findings.ts";
import type { Fault, Place, Rejection } from "#model/rejection.ts";
import type { Repair } from "#text/repair/edit.ts";

/** What an import did, line by line, as evidence: every repair, rejection and notice. It is written
 *  while it comes, for a portal's pages have millions of repairs. */
export type ImportLog = {
  /** Its path in the content folder. */
  readonly file: string;
  /** How many repairs of each name. */
  readonly repairs: Map<string, number>;
  readonly rejections: Rejection[];
  readonly notices: Rejection[];
  /** How many rejections and notices there were, those beyond the kept ones too. */
  readonly complaints: number;
  repair(article: string, source: Place, repair: Repair | FieldRepair): void;
  reject(rejection: Rejection): void;
  /** How many of each noun did not come along, such as `gallery`. */
  readonly leftOut: Map<string, number>;
  /** What hid articles, by field and value. */
  readonly hidden: Map<string, HiddenArticles>;
  /** How many articles got their date from where. */
  readonly dateSources: Map<string, number>;
  leaveOut(
    noun: string,
    where?: { readonly article?: string; readonly place?: Place; readonly count?: number },
  ): void;
  hide(
    hiding: Hiding,
    where: { readonly article: string; readonly place: Place; readonly isHeld: boolean },
  ): void;
  dated(source: string): void;
  /** Names one of those that one rejection speaks of. */
  undated(place: Place): void;
  notice(place: Place, ...faults: readonly Fault[]): void;
  /** Waits until what was said is written. */
  flush(): Promise<void>;
  end(): Promise<void>;
};

/** Articles that are hidden by the same value of the same field. */
export type HiddenArticles = Hiding & {
  readonly articles: number;
  /** Those among them that are public already, and were left so. */
  readonly held: number;
  readonly example: string;
};

/** Rejections and notices beyond this are counted in the file only. */
const MAX_KEPT = 10_000;

/** Opens the log of the import of one source.
 *  @param name  of the source, as it can stand in a file name */
export async function openImportLog(folder: string, name: string): Promise<ImportLog> {
  const file = `raw/${name}.report.jsonl`;
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  const stream = createWriteStream(`${path}.unfinished`);
  const say = (line: Readonly<Record<string, unknown>>): void => {
    stream.write(`${JSON.stringify(line)}\n`);
  };
  let complaints = 0;
  const log: ImportLog = {
    file,
    get complaints() {
      return complaints;
    },
    repairs: new Map(),
    rejections: [],
    notices: [],
    repair(article, source, repair) {
      const { name, before, after, inferred, line } = repair;
      log.repairs.set(name, (log.repairs.get(name) ?? 0) + 1);
      const field = "field" in repair ? repair.field : undefined;
      // A field's line is counted from where the field stands; of a page, it is the page's.
      const at = field === undefined ? { ...source, line } : source;
      say({ kind: "repair", article, ...at, field, name, before, after, inferred });
    },
    reject(rejection) {
      complaints += 1;
      if (log.rejections.length < MAX_KEPT) log.rejections.push(rejection);
      say({ kind: "rejection", ...rejection.place, faults: rejection.faults });
    },
    notice(place, ...faults) {
      complaints += 1;
      if (log.notices.length < MAX_KEPT) log.notices.push({ kind: "rejection", place, faults });
      say({ kind: "notice", ...place, faults });
    },
    leftOut: new Map(),
    hidden: new Map(),
    dateSources: new Map(),
    leaveOut(noun, { article, place = {}, count = 1 } = {}) {
      log.leftOut.set(noun, (log.leftOut.get(noun) ?? 0) + count);
      say({ kind: "left-out", article, ...place, what: noun, count });
    },
    hide(hiding, { article, place, isHeld }) {
      const key = `${hiding.field}: ${hiding.value}`;
      const { articles = 0, held = 0, example = article } = log.hidden.get(key) ?? {};
      const counts = { articles: articles + 1, held: held + (isHeld ? 1 : 0), example };
      log.hidden.set(key, { ...hiding, ...counts });
      say({ kind: isHeld ? "held" : "draft", article, ...place, ...hiding });
    },
    dated(source) {
      log.dateSources.set(source, (log.dateSources.get(source) ?? 0) + 1);
    },
    undated(place) {
      say({ kind: "undated", ...place });
    },
    async flush() {
      if (stream.writableNeedDrain) await once(stream, "drain");
    },
    async end() {
      await ended(stream);
      await rename(`${path}.unfinished`, path);
    },
  };
  return log;
}

function ended(stream: WriteStream): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once("error", reject);
    stream.end(() => resolve());
  });
}
