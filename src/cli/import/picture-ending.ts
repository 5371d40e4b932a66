import { imageSize } from "#ingest/folder/image-size.ts";

/** First bytes of pictures that are published as they are, as Latin-1. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG/, "png"],
  [/^\xff\xd8\xff/, "jpg"],
  [/^GIF8/, "gif"],
  [/^RIFF[^]{4}WEBP/, "webp"],
  [/^[^]{4}ftypavi[fs]/, "avif"],
];

/** The ending of a picture's name, by its bytes; undefined for what is none, or an SVG, which can
 *  hold scripts. */
export function pictureEnding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  const ending = BEGINNINGS.find(([beginning]) => beginning.test(head))?.[1];
  return ending === "avif" || (ending !== undefined && imageSize(bytes)) ? ending : undefined;
}
