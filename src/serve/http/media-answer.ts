import { mediaTypeFromUrl } from "#model/media-type.ts";
import { isMediaName, readMedia } from "#store/media.ts";
import { CACHE } from "./cache-control.ts";
import { conditional } from "./conditional.ts";
import type { AppContext } from "./env.ts";
import { Problem } from "./problem.ts";
import { shown } from "./section-or-site.ts";

/** `GET /media/{name}`: a picture or an enclosure, for ever the same under its name; with a
 *  range, part of it, without which some browsers play no sound. 1 KV read. What a browser could
 *  run is only ever downloaded.
 *  @throws {Problem} media-not-found, range-not-satisfiable, precondition-failed
 *  @throws {StoreDown} when KV fails */
export async function answerMedia(c: AppContext, name: string): Promise<Response> {
  if (!isMediaName(name)) throw notFound(name);
  const validators = { etag: name.slice(0, name.indexOf(".")) };
  const type = mediaTypeFromUrl(name);
  const representation = {
    validators,
    type: typeHeader(type),
    cache: CACHE.media,
    more: {
      "Accept-Ranges": "bytes",
      ...(type === undefined && { "Content-Disposition": "attachment" }),
    },
  };
  let bytes = new Uint8Array();
  const whole = await conditional(c, representation, async () => {
    const read = await c.var.meter.count(1, () => readMedia(c.env.KV, name));
    if (read === null) throw notFound(name);
    bytes = new Uint8Array(read);
    return bytes;
  });
  // Who holds part of something else wants all of this.
  const condition = c.req.header("If-Range");
  const isPart = condition === undefined || condition === whole.headers.get("ETag");
  return whole.status === 200 && isPart ? partOf(bytes, c.req.header("Range"), whole) : whole;
}

/** One range of the bytes, or all of them: a header that asks for several ranges, or is no such
 *  header, is ignored.
 *  @param whole  the answer with all of them
 *  @see RFC 9110 section 14.2 */
function partOf(
  bytes: Uint8Array<ArrayBuffer>,
  range: string | undefined,
  whole: Response,
): Response {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return whole;
  const length = bytes.byteLength;
  const from = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === "" || last === "" ? length - 1 : Math.min(Number(last), length - 1);
  if (from > to) {
    throw new Problem("range-not-satisfiable", `The file has ${length} bytes`, {
      "Content-Range": `bytes */${length}`,
    });
  }
  const part = new Response(bytes.slice(from, to + 1), { status: 206, headers: whole.headers });
  part.headers.set("Content-Range", `bytes ${from}-${to}/${length}`);
  return part;
}

function notFound(name: string): Problem {
  return new Problem("media-not-found", `There is no file ${shown(name)}`);
}

function typeHeader(type: string | undefined): string {
  if (type === undefined) return "application/octet-stream";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
