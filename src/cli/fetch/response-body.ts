import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { rejection, type Rejection } from "#model/rejection.ts";

/** How many times larger than what came a body may grow, once it is over `RATIO_FROM` bytes.
 *  @see trust.md section 2, row 6 */
const MAX_RATIO = 100;
const RATIO_FROM = 1024 * 1024;
/** Encodings, one in another, that are undone. */
const MAX_ENCODINGS = 2;

/** The body of an answer, decompressed and counted while it comes.
 *  @param maxBytes  after decompression
 *  @returns a Rejection when it is larger, grows more than a hundredfold, or is encoded in a way
 *    that nobody asked for */
export async function readBody(
  message: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array | Rejection> {
  const refuse = (what: string): Rejection => {
    message.destroy();
    return rejection({}, { what });
  };
  const encodings = (message.headers["content-encoding"] ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (encodings.length > MAX_ENCODINGS) return refuse("is compressed more than twice");
  let taken = 0;
  message.on("data", (chunk: Buffer) => (taken += chunk.length));
  let body: Readable = message;
  for (const name of encodings.toReversed()) {
    const decoder = decoderFor(name);
    if (decoder === undefined) return refuse(`is compressed as ${name.slice(0, 40)}`);
    const source = body;
    source.once("error", (error) => decoder.destroy(error));
    body = source.pipe(decoder);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    // Neither a message nor a decompressor is in text or object mode.
    const bytes = chunk as Buffer;
    chunks.push(bytes);
    size += bytes.length;
    if (size > maxBytes) return refuse(`is over ${Math.floor(maxBytes / 1024 ** 2)} MiB`);
    if (size > RATIO_FROM && size > taken * MAX_RATIO)
      return refuse("grows more than a hundredfold when it is decompressed");
  }
  return Buffer.concat(chunks);
}

function decoderFor(name: string) {
  switch (name) {
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
