import { open } from "node:fs/promises";

/** All bytes of a file. */
export async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** The beginning of a file, as far as its kind depends on it. */
export async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
    const pair = bytesRead > 1 ? buffer.readUInt16BE(0) : 0;
    const isUtf16 = pair === 0xfffe || (pair & 0xff) === 0;
    return buffer.toString(isUtf16 ? "utf16le" : "utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
