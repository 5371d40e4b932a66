import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { blobNameOf, contentHash } from "#store/blob-name.ts";
import { blobKey, mediaKey, releaseKey } from "#store/key.ts";

test("a blob's name is the beginning of the base64url of its SHA-256, as Node's own hash says", async () => {
  for (const text of ["", "a", "甘孜", "\u{1f600}".repeat(1_000)]) {
    const digest = createHash("sha256").update(text).digest("base64url");
    expect(await blobNameOf(new TextEncoder().encode(text))).toBe(digest.slice(0, 20));
    expect(await contentHash(text)).toBe(digest.slice(0, 16));
  }
});

test("every key is far below KV's 512 bytes, for no key holds what a publisher wrote", async () => {
  const name = await blobNameOf(new Uint8Array());
  const keys = [blobKey(name), mediaKey(`${name}.mpeg`), releaseKey("20261123T190149Z-3fK9a_Qz")];
  expect(Math.max(...keys.map((key) => Buffer.byteLength(key)))).toBeLessThan(64);
});
