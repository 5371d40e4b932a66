/** Width and height of a picture, in pixels. */
export type ImageSize = { readonly width: number; readonly height: number };

/** Width and height as the header of a PNG, JPEG, GIF or WebP file gives them, a JPEG turned as its
 *  Exif orientation says; undefined for every other file, and for one that is cut short.
 *  O(bytes of the header). Never throws.
 *  @see PNG 3rd edition section 11.2.2; ITU T.81 section B.2.2; GIF89a section 18; RFC 9649 */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = READERS.find(({ is }) => is(view))?.read(view);
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}

type SizeReader = {
  readonly is: (view: DataView) => boolean;
  readonly read: (view: DataView) => ImageSize | undefined;
};

const READERS: readonly SizeReader[] = [
  { is: (view) => textAt(view, 1, 3) === "PNG" && textAt(view, 12, 4) === "IHDR", read: pngSize },
  { is: (view) => /^GIF8[79]a$/.test(textAt(view, 0, 6)), read: gifSize },
  { is: (view) => textAt(view, 0, 4) === "RIFF" && textAt(view, 8, 4) === "WEBP", read: webpSize },
  { is: (view) => view.byteLength > 3 && view.getUint16(0) === 0xffd8, read: jpegSize },
];

function textAt(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) return "";
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
}

function pngSize(view: DataView): ImageSize | undefined {
  if (view.byteLength < 24) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function gifSize(view: DataView): ImageSize | undefined {
  if (view.byteLength < 10) return undefined;
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function webpSize(view: DataView): ImageSize | undefined {
  if (view.byteLength < 30) return undefined;
  const kind = textAt(view, 12, 4);
  if (kind === "VP8 ")
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind === "VP8L") {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (kind !== "VP8X") return undefined;
  return {
    width: (view.getUint32(24, true) & 0xffffff) + 1,
    height: (view.getUint32(26, true) >>> 8) + 1,
  };
}

/** Walks the segments up to the frame that gives the size; the one before it may say that the
 *  camera was turned. */
function jpegSize(view: DataView): ImageSize | undefined {
  let isTurned = false;
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return isTurned ? { width: height, height: width } : { width, height };
    }
    if (marker === 0xe1) isTurned ||= orientationAt(view, at + 4) >= 5;
    at += hasNoLength(marker) ? 2 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Start of frame, but not the tables (C4, CC) and the extension (C8) among their numbers. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function hasNoLength(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** Exif orientation, 1 to 8, of the segment whose content begins at `at`; 1 where it says none.
 *  @see Exif 2.3 section 4.6.4, tag 0x0112 */
function orientationAt(view: DataView, at: number): number {
  if (textAt(view, at, 4) !== "Exif" || at + 16 > view.byteLength) return 1;
  const tiff = at + 6;
  const isLittle = textAt(view, tiff, 2) === "II";
  const first = tiff + view.getUint32(tiff + 4, isLittle);
  if (first + 2 > view.byteLength) return 1;
  const count = view.getUint16(first, isLittle);
  for (let entry = first + 2; entry < first + 2 + 12 * count; entry += 12) {
    if (entry + 12 > view.byteLength) return 1;
    if (view.getUint16(entry, isLittle) === 0x0112) return view.getUint16(entry + 8, isLittle);
  }
  return 1;
}
