import { parsedJson } from "#model/json.ts";
import { ANALYSIS, FIELDS } from "#search/format/options.ts";
import type { TermRun } from "./term-run.ts";

/** What a run hangs on beside its articles: raised with the layout of its bytes, and when other
 *  texts of an article are searched. */
export const RUN_REVISION = `2 ${ANALYSIS}`;

/** A run as bytes: how long its head is, the head as JSON, the terms. */
export function bytesFromRun({ count, bytes, lengths }: TermRun): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify([count, lengths]));
  const whole = new Uint8Array(4 + head.length + bytes.length);
  new DataView(whole.buffer).setUint32(0, head.length, true);
  whole.set(head, 4);
  whole.set(bytes, 4 + head.length);
  return whole;
}

/** The run that was made into these bytes; undefined for bytes of any other kind.
 *  @param articles  how many it must have */
export function runFromBytes(whole: Uint8Array, articles: number): TermRun | undefined {
  if (whole.length < 4) return undefined;
  const view = new DataView(whole.buffer, whole.byteOffset, whole.length);
  const end = 4 + view.getUint32(0, true);
  const head = parsedJson(new TextDecoder().decode(whole.subarray(4, end)));
  if (!Array.isArray(head) || head.length !== 2) return undefined;
  // `bytesFromRun` alone writes such heads.
  const [count, lengths] = head as [number, readonly number[][]];
  const isWhole =
    lengths.length === FIELDS.length && lengths.every(({ length }) => length === articles);
  return isWhole ? { count, lengths, bytes: whole.subarray(end) } : undefined;
}
