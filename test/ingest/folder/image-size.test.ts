import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assert, constantFrom, nat, property, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { imageSize } from "#ingest/folder/image-size.ts";

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));

/** JPEG: start, an Exif segment with an orientation, a frame of 640 × 480 (marker as given). */
const jpeg = (orientation: number, frame = "c0"): Uint8Array =>
  bytes(
    `ffd8 ffe1 0022 457869660000 49492a0008000000 0100 1201 0300 01000000 0${orientation}000000 00000000` +
      `ff${frame} 0011 08 01e0 0280 03 012200 021101 031101`,
  );

test("a picture of the seed has the size that its PNG header gives", () => {
  const file = readFileSync(join(import.meta.dirname, "../../../seed/media/black-pottery.png"));
  expect(imageSize(file)).toEqual({ width: 640, height: 400 });
});

test.each<[name: string, file: Uint8Array, size: readonly [number, number]]>([
  ["a PNG", bytes("89504e470d0a1a0a 0000000d 49484452 00000280 000001e0 0802000000"), [640, 480]],
  ["a GIF", bytes("474946383961 8002 e001 f70000"), [640, 480]],
  ["a JPEG", jpeg(1), [640, 480]],
  ["a progressive JPEG", jpeg(1, "c2"), [640, 480]],
  ["a JPEG of a camera that was turned", jpeg(6), [480, 640]],
  ["a JPEG that stands on its head", jpeg(3), [640, 480]],
  [
    "a lossy WebP",
    bytes("52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 e001 0000"),
    [640, 480],
  ],
  [
    "a lossless WebP",
    bytes("52494646 00000000 57454250 5650384c 00000000 2f 7fc27700 0000000000"),
    [640, 480],
  ],
  [
    "an extended WebP",
    bytes("52494646 00000000 57454250 56503858 0a000000 10000000 7f0200 df0100"),
    [640, 480],
  ],
])("%s has the size that its header gives", (_name, file, [width, height]) => {
  expect(imageSize(file)).toEqual({ width, height });
});

test.each<[name: string, file: Uint8Array]>([
  ["nothing", bytes("")],
  ["a text", new TextEncoder().encode("GIF would be nice")],
  ["a PNG cut short", bytes("89504e470d0a1a0a 0000000d 49484452 0000")],
  ["a JPEG without a frame", bytes("ffd8 ffe0 0010 4a46494600 0101 0000 0100 0100 00 ffd9")],
  ["a PNG of no width", bytes("89504e470d0a1a0a 0000000d 49484452 00000000 000001e0 0802000000")],
  ["sound", bytes("52494646 00000000 57415645 666d7420 10000000 00000000 00000000 0000")],
])("%s has no size", (_name, file) => {
  expect(imageSize(file)).toBeUndefined();
});

test("whatever a file holds and wherever it is cut, reading its size never throws", () => {
  const whole = [
    jpeg(6),
    bytes("52494646 00000000 57454250 56503858 0a000000 10000000 7f0200 df0100"),
  ];
  assert(
    property(constantFrom(...whole), nat(60), uint8Array({ maxLength: 80 }), (file, cut, tail) => {
      const size = imageSize(Uint8Array.from([...file.slice(0, cut), ...tail]));
      return size === undefined || (size.width > 0 && size.height > 0);
    }),
  );
});
