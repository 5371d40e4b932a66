import { mediaTypeFromUrl } from "#model/media-type.ts";
import { isMediaName, readMedia } from "#store/media.ts";
import { CACHE } from "./cache-control.ts";
import type { AppContext } from "./env.ts";
import { Problem } from "./problem.ts";
import { shown } from "./section-or-site.ts";
import { isFresh, validatorHeaders } from "./validator.ts";

/** `GET /media/{name}`: a picture or an enclosure, for ever the same under its name; with a
 *  range, part of it, without which some browsers play no sound. 1 KV read. What a browser could
 *  run is only ever downloaded.
 *  @throws {Problem} media-not-found, range-not-satisfiable
 *  @throws {StoreDown} when KV fails */
export async function answerMedia(c: AppContext, name: string): Promise<Response> {
  if (!isMediaName(name)) throw notFound(name);
  const validators = { etag: name.slice(0, name.indexOf(".")) };
  const headers = {
    ...validatorHeaders(validators),
    "Cache-Control": CACHE.media,
    "Accept-Ranges": "bytes",
  };
  if (isFresh(c.req.raw.headers, validators)) return new Response(null, { status: 304, headers });
  const bytes = await c.var.meter.count(1, () => readMedia(c.env.KV, name));
  if (bytes === null) throw notFound(name);
  const type = mediaTypeFromUrl(name);
  return partOf(bytes, c.req.header("Range"), {
    ...headers,
    "Content-Type": typeHeader(type),
    ...(type === undefined && { "Content-Disposition": "attachment" }),
  });
}

/** One range of the bytes, or all of them: a header that asks for several ranges, or is no such
 *  header, is ignored.
 *  @see RFC 9110 section 14.2 */
function partOf(
  bytes: ArrayBuffer,
  range: string | undefined,
  headers: Readonly<Record<string, string>>,
): Response {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return new Response(bytes, { headers });
  const length = bytes.byteLength;
  const from = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === "" || last === "" ? length - 1 : Math.min(Number(last), length - 1);
  if (from > to) {
    throw new Problem("range-not-satisfiable", `The file has ${length} bytes`, {
      "Content-Range": `bytes */${length}`,
    });
  }
  return new Response(bytes.slice(from, to + 1), {
    status: 206,
    headers: { ...headers, "Content-Range": `bytes ${from}-${to}/${length}` },
  });
}

function notFound(name: string): Problem {
  return new Problem("media-not-found", `There is no file ${shown(name)}`);
}

function typeHeader(type: string | undefined): string {
  if (type === undefined) return "application/octet-stream";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
