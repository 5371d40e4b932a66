import { textFromBytes } from "#ingest/source/byte-text.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { importDocument, type FollowUps } from "./import-document.ts";
import type { ImportJob } from "./import-job.ts";
import { rawName } from "./raw-archive.ts";

/** Imports what lies at addresses: each is visited once, with the parts that follow it (archives of
 *  a feed, sitemaps of an index) and the pages that it lists. What the site says is unchanged is
 *  read from `raw/`. */
export async function importUrls(addresses: readonly string[], job: ImportJob): Promise<void> {
  const { intake, progress, maxVisits } = job;
  const waiting = [...addresses];
  const seen = new Set(waiting);
  const add = (found: readonly string[], isNext: boolean): void => {
    const fresh = found.filter((address) => !seen.has(address));
    for (const address of fresh) seen.add(address);
    // One feed is read to its end before the next begins.
    if (isNext) waiting.unshift(...fresh);
    else waiting.push(...fresh);
  };
  let visited = 0;
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    if (visited === maxVisits) {
      const what = `and ${waiting.length.toLocaleString("en")} more addresses were not visited`;
      intake.log.reject(rejection({ file: address }, { what, fix: "raise --max-visits" }));
      return;
    }
    visited += 1;
    const followUps = await importUrl(address, job);
    if (isRejection(followUps)) intake.log.reject(followUps);
    else {
      add(followUps.parts, true);
      add(followUps.pages, false);
    }
    progress("visiting", visited, Math.min(maxVisits, visited + waiting.length));
  }
}

async function importUrl(address: string, job: ImportJob): Promise<FollowUps | Rejection> {
  const { intake, options } = job;
  const fetched = await fetchOrRecall(address, job);
  if (isRejection(fetched)) return fetched;
  const text = textOf(fetched.bytes, fetched.charset);
  if (text === undefined)
    return rejection({ file: address }, { what: "is in no encoding that makes sense of it" });
  return importDocument({ name: address, text, url: fetched.url }, intake, options);
}

type Fetched = { readonly url: string; readonly bytes: Uint8Array; readonly charset: string };

/** What lies at an address, kept in `raw/`; from there, when the site says that it has not changed
 *  since. */
async function fetchOrRecall(
  address: string,
  { crawler, state, raw }: ImportJob,
): Promise<Fetched | Rejection> {
  const last = state.visits.get(address);
  const kept = last && (await raw.read(last.file));
  const { file: _file, charset = "", url = address, ...validators } = last ?? {};
  const visit = await crawler.visit(address, kept === undefined ? {} : validators);
  if (isRejection(visit)) return visit;
  if (visit.kind === "unchanged")
    return kept === undefined
      ? rejection({ file: address }, { what: "answers 304 without being asked whether it changed" })
      : { url, bytes: kept, charset };
  const file = await raw.keep(rawName(address), visit.bytes);
  state.visits.set(address, {
    file,
    ...visit.validators,
    ...(visit.charset && { charset: visit.charset }),
    ...(visit.url !== address && { url: visit.url }),
  });
  return visit;
}

/** The text of bytes: as they tell it themselves, else as the server does. */
function textOf(bytes: Uint8Array, charset: string): string | undefined {
  const decoded = textFromBytes(bytes);
  if ("text" in decoded) return decoded.text;
  try {
    return new TextDecoder(charset || "windows-1252").decode(bytes).replace(/\r\n?/g, "\n");
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
