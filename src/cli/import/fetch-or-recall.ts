import { textFromBytes } from "#ingest/source/byte-text.ts";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { ImportJob } from "./import-job.ts";
import { rawName } from "#cli/memory/raw-archive.ts";

/** What lies at an address. */
export type Fetched = {
  /** Where it was found in the end. */
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly charset: string;
  /** Where it goes on, as the server says. */
  readonly next?: string;
  /** How many pages a list has, as the server says. */
  readonly pages?: number;
};

/** What lies at an address, kept in `raw/`; from there, when the site says that it has not changed
 *  since.
 *  @param mayBeAbsent  whether the address was guessed
 *  @returns null where nothing is, of what was guessed */
export async function fetchOrRecall(
  address: string,
  { crawler, state, raw }: Pick<ImportJob, "crawler" | "state" | "raw">,
  mayBeAbsent = false,
): Promise<Fetched | null | Rejection> {
  const last = state.visits.get(address);
  const kept = last && (await raw.read(last.file));
  const { file: _file, charset = "", url = address, ...validators } = last ?? {};
  const visit = await crawler.visit(address, kept === undefined ? {} : validators, mayBeAbsent);
  if (isRejection(visit)) return visit;
  if (visit.kind === "absent") return null;
  if (visit.kind === "unchanged")
    return kept === undefined
      ? rejection({ file: address }, { what: "answers 304 without being asked whether it changed" })
      : { url, bytes: kept, charset };
  const file = await raw.keep(rawName(address), visit.bytes);
  state.visits.set(address, {
    file,
    ...visit.validators,
    ...namesOf(visit, address),
  });
  return visit;
}

function namesOf({ charset, url }: Fetched, address: string) {
  return { ...(charset && { charset }), ...(url !== address && { url }) };
}

/** The text of bytes that were fetched, and what was not certain about them: as they tell it
 *  themselves, else as the server does; undefined when nothing makes sense of them. */
export function fetchedText({ bytes, charset }: Pick<Fetched, "bytes" | "charset">) {
  const decoded = textFromBytes(bytes);
  if ("text" in decoded) return decoded;
  try {
    const text = new TextDecoder(charset || "windows-1252").decode(bytes).replace(/\r\n?/g, "\n");
    return { text, encoding: charset, notices: [] };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
