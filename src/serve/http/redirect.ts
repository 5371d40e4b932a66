import { CACHE } from "./cache-control.ts";

/** A permanent move to a path of this site; never anywhere else, for nothing that a request
 *  holds gets into it but ids and sections that exist.
 *  @param path  below the base URL, percent-encoded */
export function movedTo(baseUrl: string, path: string): Response {
  const location = baseUrl + path;
  return new Response(`This lives at ${location} now.\n`, {
    status: 301,
    headers: {
      Location: location,
      "Cache-Control": CACHE.fixed,
      "Content-Type": "text/plain; charset=utf-8",
    },
  });
}
