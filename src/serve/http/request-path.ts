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
