import type { AdminAnswer, AdminRequest } from "#press/api/admin.ts";
import { baseUrlOf } from "#model/site.ts";
import { imageSize } from "#ingest/folder/image-size.ts";
import { blobNameOf } from "#store/blob-name.ts";
import { mediaWriting, writeAll } from "#store/write/writer.ts";
import type { ActionMeans } from "./action-means.ts";
import { refused } from "./refused.ts";

/** Kinds of pictures, by the bytes that they begin with. */
const KINDS = [
  { ending: "png", type: "image/png", begins: /^\x89PNG\r\n\x1a\n/ },
  { ending: "jpg", type: "image/jpeg", begins: /^\xff\xd8\xff/ },
  { ending: "gif", type: "image/gif", begins: /^GIF8[79]a/ },
  { ending: "webp", type: "image/webp", begins: /^RIFF[^]{4}WEBP/ },
] as const;

/** `POST /admin/media`: keeps a picture, whatever Content-Type it was sent with, under a name made
 *  of its bytes. 1 KV write. One that no article shows is deleted by garbage collection after a
 *  day. */
export async function postMedia(
  { body = new Uint8Array(), baseUrl }: AdminRequest,
  { kv, tables, desk, now }: ActionMeans,
): Promise<AdminAnswer> {
  const stock = await desk.open();
  if ("problem" in stock) return stock;
  const begin = String.fromCharCode(...body.subarray(0, 16));
  const kind = KINDS.find(({ begins }) => begins.test(begin));
  const size = kind && imageSize(body);
  if (kind === undefined || size === undefined)
    return refused(
      "invalid-media",
      "The bytes are no whole picture of PNG, JPEG, GIF or WebP (an SVG can hold scripts, and is not taken)",
    );
  const name = `${await blobNameOf(body)}.${kind.ending}`;
  await writeAll(kv, [mediaWriting(name, body, now())]);
  tables.media.add(name, size.width, size.height);
  const path = `/media/${name}`;
  const url = baseUrlOf(stock.inEffect.site, baseUrl) + path;
  return { status: 201, body: { url, path, type: kind.type, bytes: body.length, ...size } };
}
