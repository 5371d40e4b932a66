import { open, rename } from "node:fs/promises";
import { isRejection, rejection } from "#model/rejection.ts";
import { readWholeIndex } from "#publish/build/index-export.ts";
import { miniSearchJson } from "#search/format/export.ts";
import { toIndexRoot } from "#search/format/root.ts";
import type { Reader } from "#store/reader.ts";
import { count, failure, type Report } from "#cli/terminal/report.ts";

/** Writes the search index of a release as MiniSearch's own JSON, under another name until it is
 *  whole. */
export async function exportIndex(reader: Reader, path: string): Promise<Report> {
  const { release, site, index, recent } = reader.manifest;
  if (recent !== undefined) {
    const fault = {
      what: "has an index of two parts",
      fix: "publish without --recent, then export",
    };
    return failure(rejection({ file: `release ${release}` }, fault), 1);
  }
  const root = toIndexRoot(index.root);
  if (isRejection(root)) return failure(root, 1);
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, "w");
  try {
    for (const piece of miniSearchJson(await readWholeIndex(reader, root, site.url ?? ""))) {
      if (isRejection(piece)) return failure(piece, 1);
      await file.write(piece);
    }
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  const { documents: articles, terms } = root;
  return {
    exitCode: 0,
    json: { kind: "exported-index", release, articles, terms },
    lines: [
      `Exported the index of ${count(articles, "article")} with ${count(terms, "term")} of release ${release}.`,
    ],
    complaints: [],
  };
}
