import { open } from "node:fs/promises";

/** The bytes of a file in parts, one after another in the same memory: a part holds only until the
 *  next is asked for. A stream would leave each part to the garbage collector, which lets hundreds
 *  of megabytes gather. */
export async function* fileChunks(path: string, chunkBytes = 64 * 1024): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const memory = Buffer.allocUnsafeSlow(chunkBytes);
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, chunkBytes);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
