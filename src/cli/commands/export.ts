import { mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import type { Article } from "#model/article.ts";
import { rejection } from "#model/rejection.ts";
import { nothingPublished } from "#publish/write/nothing-published.ts";
import { readArticles } from "#store/pack-reading.ts";
import { readMedia } from "#store/media.ts";
import { openRelease } from "#store/open-release.ts";
import type { Reader } from "#store/reader.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { exportIndex } from "#cli/folder/index-file.ts";
import { TOOL_PATIENCE_MS } from "#store/tool-call.ts";
import { withKv } from "#cli/wrangler/kv.ts";

import { addKvOptions, type KvOptions } from "#cli/wrangler/kv-options.ts";
import type { Progress } from "#cli/terminal/progress.ts";
import { givenPath } from "#cli/wrangler/project.ts";
import { count, failure, type Report } from "#cli/terminal/report.ts";
import { run } from "#cli/terminal/run.ts";
import { STANDARD_OUTPUT, writeOut } from "#cli/folder/standard-output.ts";
import { writtenArticle } from "#ingest/folder/written-article.ts";
import { articleFile, createFilePaths, siteFile } from "#cli/folder/written-folder.ts";

type ExportOptions = KvOptions & {
  readonly to?: string;
  readonly jsonl?: string;
  readonly index?: string;
};

const AFTER = `
What readers see now is exported: no drafts, nothing scheduled, nothing withdrawn. Publishing the folder again gives the same site;
JSON Lines carry no media and no settings.

Examples:
  npm run broadsheet -- export --to ./copy
  npm run broadsheet -- export --jsonl articles.jsonl --persist-to /tmp/site
  npx broadsheet export --jsonl - | jq -r .title
  npm run broadsheet -- export --index search-index.json`;

/** Articles read in one round: a few packs. */
const ARTICLES_AT_ONCE = 200;

/** Adds `export`. */
export function addExport(program: Command): void {
  const command = program
    .command("export")
    .description(
      "give back what is published: as a content folder, as JSON Lines, or the search index alone",
    )
    .option("--to <dir>", "a new folder: site.toml, articles as Markdown or HTML, media")
    .option("--jsonl <file>", "JSON Lines, one article a line, oldest first; - is standard output")
    .option("--index <file>", "the search index as MiniSearch's own JSON; - is standard output")
    .addHelpText("after", AFTER);
  addKvOptions(command).action((options: ExportOptions) =>
    run(options, ({ progress }) => exportTo(options, progress)),
  );
}

async function exportTo(options: ExportOptions, progress: Progress): Promise<Report> {
  const { to, jsonl, index } = options;
  const given = [to, jsonl, index].filter((place) => place !== undefined);
  if (given.length !== 1) {
    const fault = {
      what: given.length === 0 ? "where to is not said" : "only one thing is exported at a time",
      fix: "give one of --to <dir>, --jsonl <file> and --index <file>",
    };
    return failure(rejection({ file: "export" }, fault));
  }
  if (options.json === true && [jsonl, index].includes(STANDARD_OUTPUT)) {
    const fault = { what: "is what is exported there", fix: "leave --json away with -" };
    return failure(rejection({ file: "standard output" }, fault));
  }
  if (to !== undefined && !(await isVacant(givenPath(to)))) {
    const fault = {
      what: "is not empty",
      fix: "give a new folder, lest articles of two sites mix",
    };
    return failure(rejection({ file: to }, fault));
  }
  return withKv(options, async (kv) => {
    const reader = await openRelease({
      kv,
      cache: createIsolateCache(),
      now: Date.now(),
      patienceMs: TOOL_PATIENCE_MS,
    });
    if (reader === null) return failure(nothingPublished("export"), 1);
    const target = { reader, kv, path: givenPath(given[0] ?? ""), progress };
    if (index !== undefined) {
      const path = index === STANDARD_OUTPUT ? index : target.path;
      return exportIndex(reader, path, options.quiet);
    }
    const isPiped = jsonl === STANDARD_OUTPUT;
    if (isPiped) await pipeLines(target);
    const written = to === undefined ? writeLines : writeFolder;
    const media = isPiped ? 0 : await written(target);
    const { release, count: articles } = reader.manifest;
    const parts = [count(articles, "article"), ...(to ? [count(media, "media file")] : [])];
    const said = `Exported ${parts.join(" and ")} of release ${release}.`;
    return {
      exitCode: 0,
      json: { kind: "exported", release, articles, media },
      // Standard output holds articles alone.
      lines: isPiped ? [] : [said],
      complaints: isPiped && options.quiet !== true ? [said] : [],
    };
  });
}

type Target = {
  readonly reader: Reader;
  readonly kv: KVNamespace;
  readonly path: string;
  readonly progress: Progress;
};

/** Writes JSON Lines, under another name until they are whole; addresses of the site itself begin
 *  with its URL. Gives the media files written: none. */
async function writeLines({ reader, path, progress }: Target): Promise<number> {
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, "w");
  try {
    const baseUrl = reader.manifest.site.url ?? "";
    for await (const article of published(reader, progress))
      await file.write(`${JSON.stringify(writtenArticle(article, baseUrl))}\n`);
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  return 0;
}

/** Writes JSON Lines to standard output, as fast as they are taken; whoever closes it early has had
 *  enough. */
async function pipeLines({ reader, progress }: Target): Promise<void> {
  const baseUrl = reader.manifest.site.url ?? "";
  const lines = async function* (): AsyncGenerator<string> {
    for await (const article of published(reader, progress))
      yield `${JSON.stringify(writtenArticle(article, baseUrl))}\n`;
  };
  await writeOut(lines());
}

/** Writes a content folder, beside its place until it is whole. Gives how many media files are in
 *  it. */
async function writeFolder({ reader, kv, path: given, progress }: Target): Promise<number> {
  const path = `${given}.unfinished`;
  await rm(path, { recursive: true, force: true });
  const write = async (name: string, content: string | Uint8Array): Promise<void> => {
    const whole = join(path, name);
    await mkdir(dirname(whole), { recursive: true });
    await writeFile(whole, content);
  };
  const settings = siteFile(reader.manifest.site);
  const names = new Set(mediaNames(settings));
  await write("site.toml", settings);
  const pathOf = createFilePaths();
  for await (const article of published(reader, progress)) {
    const written = writtenArticle(article, "");
    const text = articleFile(written);
    for (const name of mediaNames(text)) names.add(name);
    await write(pathOf(written), text);
  }
  let found = 0;
  for (const name of names) {
    const bytes = await readMedia(kv, name);
    if (bytes === null) continue;
    await write(`media/${name}`, new Uint8Array(bytes));
    progress("media", (found += 1), names.size);
  }
  // An empty folder may stand there already; one with files in it is refused by rename.
  await rename(path, given);
  return found;
}

/** Every published article, oldest first. */
async function* published(reader: Reader, progress: Progress): AsyncGenerator<Article> {
  const { count: total } = reader.manifest;
  for (let from = 0; from < total; from += ARTICLES_AT_ONCE) {
    const to = Math.min(total, from + ARTICLES_AT_ONCE);
    yield* await readArticles(
      reader,
      Array.from({ length: to - from }, (_, index) => from + index),
    );
    progress("exporting", to, total);
  }
}

/** The media files that a text speaks of, by their names below `/media/`. */
function mediaNames(text: string): readonly string[] {
  return [...text.matchAll(/\/media\/([\w-]{20}\.[a-z0-9]{1,8})/gi)].map(([, name]) => name ?? "");
}

async function isVacant(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.length === 0;
}
