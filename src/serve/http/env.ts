import type { Context, Handler as HonoHandler } from "hono";
import type { AdminAnswer, AdminRequest } from "#press/api/admin.ts";
import type { ReleaseId } from "#model/release.ts";
import type { Meter } from "#store/meter.ts";
import type { IsolateCache } from "#store/isolate-cache.ts";
import type { FeedCache } from "./feed-cache.ts";
import type { Validators } from "./validator.ts";

/** What `wrangler.toml` binds. */
export type Bindings = {
  readonly KV: KVNamespace;
  /** The files of `dist/assets`, which lie beside the Worker. */
  readonly ASSETS?: Pick<Fetcher, "fetch">;
  /** The site's address, with which every absolute URL begins; overrides the one in `site.toml`. */
  readonly BASE_URL?: string;
  /** How much one reader may ask for; absent for no limit. */
  readonly SEARCH_LIMITER?: RateLimit;
  readonly SUGGEST_LIMITER?: RateLimit;
  /** The secret with which a publication lets go of what Workers Cache holds; absent: nobody
   *  can. */
  readonly PURGE_TOKEN?: string;
  /** `"yes"` where the Worker's timer runs, so that Workers Cache may keep answers for a day. */
  readonly LONG_LIVES?: string;
  /** The secret of the admin API, and the one that takes its place: both are taken. Absent, or
   *  shorter than 32 bytes: there is no such API. */
  readonly ADMIN_TOKEN?: string;
  readonly ADMIN_TOKEN_NEXT?: string;
  /** How much may be asked of the admin API; absent for no limit. */
  readonly ADMIN_LIMITER?: RateLimit;
  /** The object that orders live publications; absent: the command alone publishes. */
  readonly PRESS?: PressBinding;
  /** Of how many requests one is logged; `"0"` for none. */
  readonly LOG_SAMPLE?: string;
  /** `"yes"` when the log shall say what was searched for. */
  readonly LOG_QUERY?: string;
};

/** The namespace of that object, as far as it is used. */
export type PressBinding = {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId): { answer(request: AdminRequest): Promise<AdminAnswer> };
};

/** What Hono knows of our app: its bindings, and what each request carries from door to door. */
export type AppEnv = {
  Bindings: Bindings;
  Variables: {
    /** Counts what the request reads. */
    meter: Meter;
    /** Feeds that the isolate has written. */
    feedCache: FeedCache;
    /** The release that the answer was made from. */
    release: ReleaseId | undefined;
    /** What was answered, when it may be given again to whoever asks for the same URL. */
    reusable: ReusableAnswer | undefined;
  };
};

/** An answer that hangs on nothing but its URL and the release. */
type ReusableAnswer = {
  readonly validators: Validators;
  /** Content-Type of the 200. */
  readonly type: string;
  /** What its body is held under. */
  readonly body: string;
};

/** One request and the answer to it, as Hono hands them around. */
export type AppContext = Context<AppEnv>;

/** Answers a request. */
export type Handler = HonoHandler<AppEnv>;

/** What one isolate has for all requests. */
export type AppDeps = {
  readonly cache: IsolateCache;
  /** The clock: milliseconds since 1970. Tests set it. */
  readonly now: () => number;
  readonly feedCache: FeedCache;
  /** A number from 0 up to 1: which requests are logged. */
  readonly chance: () => number;
};
