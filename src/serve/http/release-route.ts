import type { Site } from "#model/site.ts";
import { baseUrlOf } from "#model/site.ts";
import { withRelease } from "#store/open-release.ts";
import type { Reader } from "#store/reader.ts";
import type { Desk, Handler, HouseContext } from "./env.ts";
import { Problem } from "./problem.ts";

/** What an answer is made from: one whole release, and the request. */
export type Visit = {
  readonly c: HouseContext;
  readonly reader: Reader;
  readonly site: Site;
  /** The site's address without a slash at the end. */
  readonly baseUrl: string;
  /** Parameters of the query; the first of a name counts. */
  readonly parameters: URLSearchParams;
};

/** Answers from one release. It may be asked twice, of a newer and then of an older one, so it must have no effects.
 *  @throws {Problem} when the request cannot be answered as asked */
export type Answer = (visit: Visit) => Promise<Response>;

/** A handler whose answer comes from the release that readers see now.
 *  @throws {Problem} nothing-published
 *  @throws {StoreDown} when no release can answer */
export function fromRelease({ cache, now }: Desk, answer: Answer): Handler {
  return async (c) => {
    const source = { kv: c.env.KV, cache, now: now(), meter: c.var.meter };
    const response = await withRelease(source, (reader) => {
      const { release, site } = reader.manifest;
      c.set("release", release);
      const baseUrl = baseUrlOf(site, c.env.BASE_URL);
      const parameters = new URL(c.req.url).searchParams;
      return answer({ c, reader, site, baseUrl, parameters });
    });
    if (response !== null) return response;
    throw new Problem(
      "nothing-published",
      "There is no release yet. Publish a folder of articles with: npx broadsheet publish ./content",
      { "Retry-After": "60" },
    );
  };
}
