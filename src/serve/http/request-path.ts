import { percentDecoded } from "#model/address.ts";

/** What stands for a path that is not UTF-8: no route has it, so that only an alias can answer. */
export const BROKEN_PATH = "/%FF";

/** The path of a URL in one form: each segment decoded, in NFC, and encoded again, so that
 *  `%61`, `a`, and the two ways to write é are the same to the router. A `/` that was encoded
 *  stays encoded, and nothing is ever decoded twice.
 *  @returns the path, percent-encoded, or BROKEN_PATH
 *  @see RFC 3986 section 6.2.2 */
export function canonicalPath(pathname: string): string {
  if (/^[\w\-.~/]*$/.test(pathname)) return pathname;
  const segments = pathname.split("/").map(decodedSegment);
  return segments.some((segment) => segment === undefined)
    ? BROKEN_PATH
    : segments.map((segment) => encodeURIComponent(segment ?? "")).join("/");
}

/** The decoded segments of a canonical path.
 *  @example segmentsOf("/sections/news/%E7%94%98") // ["sections", "news", "甘"] */
export function segmentsOf(path: string): readonly string[] {
  return path.slice(1).split("/").map(decodeURIComponent);
}

/** Whether a request writes a path of ours as we do, but for percent-encoding: what is the same to
 *  the router, such as é in two characters, is another address to whoever keeps it.
 *  @param path  percent-encoded */
export function isWrittenAs(url: string, path: string, baseUrl: string | undefined): boolean {
  const asked = pathBelow(new URL(url).pathname, baseUrl);
  return canonicalPath(asked) === path && percentDecoded(asked) === percentDecoded(path);
}

/** A query with some parameters written anew, each in its place, and all others as they were.
 *  @returns with its `?`, or "" */
export function queryWith(
  parameters: URLSearchParams,
  changes: Readonly<Record<string, string>>,
): string {
  const changed = new URLSearchParams(parameters);
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") changed.delete(name);
    else changed.set(name, value);
  }
  return changed.size === 0 ? "" : `?${changed}`;
}

/** The path below the site's own: a base URL such as `https://example.org/paper` has one, most
 *  have none. */
export function pathBelow(pathname: string, baseUrl: string | undefined): string {
  const base = (URL.parse(baseUrl ?? "")?.pathname ?? "").replace(/\/+$/, "");
  if (!base || !pathname.startsWith(base)) return pathname;
  const rest = pathname.slice(base.length);
  return rest === "" || rest.startsWith("/") ? rest || "/" : pathname;
}

function decodedSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment).normalize("NFC");
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
