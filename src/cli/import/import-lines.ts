import { stat } from "node:fs/promises";
import { readLines } from "#ingest/folder/json-lines.ts";
import { rejection } from "#model/rejection.ts";
import { fileChunks } from "#cli/folder/file-chunks.ts";
import type { ImportJob } from "./import-job.ts";
import { takeDraft } from "./take-repaired.ts";
import { strictText } from "#cli/folder/utf8-lines.ts";

/** A line longer than this is no article. Bytes. */
const MAX_LINE = 32 * 1024 * 1024;

/** Imports JSON Lines of any size, a line in memory at a time. */
export async function importLinesFile(
  path: string,
  name: string,
  { intake, options, progress }: ImportJob,
): Promise<void> {
  const { size } = await stat(path);
  let read = 0;
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    read += line.length + 1;
    progress("importing MB", Math.ceil(read / 1e6), Math.ceil(size / 1e6));
    const place = { file: name, line: number };
    const text = strictText(line);
    if (text === undefined) {
      intake.log.reject(rejection(place, { what: "is not UTF-8", fix: "save the file as UTF-8" }));
      continue;
    }
    const { drafts, rejections } = readLines(text, name, options);
    for (const found of rejections) intake.log.reject({ ...found, place });
    for (const draft of drafts) await takeDraft(draft, { intake, place, options });
  }
}

async function* linesOf(path: string): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of fileChunks(path)) {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield Buffer.concat([...parts, rest.subarray(0, end)]);
      parts = [];
      size = 0;
      rest = rest.subarray(end + 1);
    }
    size += rest.length;
    // Of what is too long to be an article only the end is kept, which is no JSON: it is rejected.
    if (size > MAX_LINE) parts = [];
    parts.push(Buffer.from(rest));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}
