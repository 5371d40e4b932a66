import { open, rename } from "node:fs/promises";
import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { buildIndex } from "#search/build/build.ts";
import { documentFromArticle } from "#search/format/document.ts";
import { readArticles } from "#store/pack-reading.ts";
import { isRejection, type Rejection } from "#model/rejection.ts";
import { readWholeIndex } from "#publish/build/index-export.ts";
import { type ExportedIndex, miniSearchJson } from "#search/format/export.ts";
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
  const stored = toIndexRoot(index.root);
  if (isRejection(stored)) return failure(stored, 1);
  const baseUrl = site.url ?? "";
  const whole = await (recent === undefined
    ? readWholeIndex(reader, stored, baseUrl)
    : rebuiltIndex(reader, baseUrl));
  const { root } = whole;
  const pieces = miniSearchJson(whole);
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

/** The one index of a release that lies in two parts, as a full publication would write it: made of
 *  all articles anew, which takes about a second for 2,000, since neither part knows which of its
 *  postings the other replaces. */
async function rebuiltIndex(reader: Reader, baseUrl: string): Promise<ExportedIndex> {
  const { count: total, site } = reader.manifest;
  const articles: Article[] = [];
  for (let from = 0; from < total; from += ARTICLES_AT_ONCE) {
    const length = Math.min(ARTICLES_AT_ONCE, total - from);
    const docs = Array.from({ length }, (_, index) => from + index);
    articles.push(...(await readArticles(reader, docs)));
  }
  const built = buildIndex(articles.map((article) => documentFromArticle(article, site)));
  return {
    ...built,
    articles: articles.map(({ id, title, section, published, url }) => ({
      id,
      stored: { title, section, published, url: url ?? baseUrl + articlePath(id) },
    })),
  };
}

/** Articles read in one round. */
const ARTICLES_AT_ONCE = 200;

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
