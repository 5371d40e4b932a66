import type { Context, Handler as HonoHandler } from "hono";
import type { ReleaseId } from "../model/release.ts";
import type { Meter } from "../store/meter.ts";
import type { Shelf } from "../store/shelf.ts";

/** What `wrangler.toml` binds. */
export type Bindings = {
  readonly KV: KVNamespace;
  /** The site's address, with which every absolute URL begins; overrides the one in `site.toml`. */
  readonly BASE_URL?: string;
};

/** What Hono knows of our app: its bindings, and what each request carries from door to door. */
export type House = {
  Bindings: Bindings;
  Variables: {
    /** Counts what the request reads. */
    meter: Meter;
    /** The release that the answer was made from. */
    release: ReleaseId | undefined;
  };
};

/** One request and the answer to it, as Hono hands them around. */
export type HouseContext = Context<House>;

/** Answers a request. */
export type Handler = HonoHandler<House>;

/** What one isolate has for all requests. */
export type Desk = {
  readonly shelf: Shelf;
  /** The clock: milliseconds since 1970. Tests set it. */
  readonly now: () => number;
};
