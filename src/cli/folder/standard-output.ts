import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** The name of a file that means standard output. */
export const STANDARD_OUTPUT = "-";

/** Writes texts to standard output, as fast as they are taken; whoever closes it early has had
 *  enough. */
export async function writeOut(texts: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const source = Readable.from(texts);
  await pipeline(source, process.stdout, { end: false }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  });
}
