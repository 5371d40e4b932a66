import { open, rename } from "node:fs/promises";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { readWholeIndex } from "#publish/build/index-export.ts";
import { miniSearchJson } from "#search/format/export.ts";
import { toIndexRoot } from "#search/format/root.ts";
import type { Reader } from "#store/reader.ts";
import { count, failure, type Report } from "#cli/terminal/report.ts";
import { STANDARD_OUTPUT, writeOut } from "./standard-output.ts";

/** Writes the search index of a release as MiniSearch's own JSON, under another name until it is
 *  whole.
 *  @param path  `-` for standard output
 *  @param isQuiet  whether nothing is said beside what is written there */
export async function exportIndex(reader: Reader, path: string, isQuiet = false): Promise<Report> {
  const { release, site, index, recent } = reader.manifest;
  if (recent !== undefined) {
    const fault = {
      what: "has an index of two parts",
      fix: "publish with --full, then export",
    };
    return failure(rejection({ file: `release ${release}` }, fault), 1);
  }
  const root = toIndexRoot(index.root);
  if (isRejection(root)) return failure(root, 1);
  const pieces = miniSearchJson(await readWholeIndex(reader, root, site.url ?? ""));
  const isPiped = path === STANDARD_OUTPUT;
  const fault = await (isPiped ? pipeIndex(pieces) : writeIndex(pieces, path));
  if (fault !== undefined) return failure(fault, 1);
  const { documents: articles, terms } = root;
  const said = `Exported the index of ${count(articles, "article")} with ${count(terms, "term")} of release ${release}.`;
  return {
    exitCode: 0,
    json: { kind: "exported-index", release, articles, terms },
    // Standard output holds the index alone.
    lines: isPiped ? [] : [said],
    complaints: isPiped && !isQuiet ? [said] : [],
  };
}

async function writeIndex(
  pieces: Iterable<string | Rejection>,
  path: string,
): Promise<Rejection | undefined> {
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, "w");
  try {
    for (const piece of pieces) {
      if (isRejection(piece)) return piece;
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  return undefined;
}

async function pipeIndex(pieces: Iterable<string | Rejection>): Promise<Rejection | undefined> {
  const faults: Rejection[] = [];
  const texts = function* (): Generator<string> {
    for (const piece of pieces) {
      if (isRejection(piece)) {
        faults.push(piece);
        return;
      }
      yield piece;
    }
  };
  await writeOut(texts());
  return faults[0];
}
