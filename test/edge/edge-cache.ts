/** Answers a request: the Worker, or the cache before it. */
export type Origin = (request: Request) => Promise<Response>;

/** What one city keeps of one address. */
type Stored = {
  readonly response: Response;
  readonly at: number;
  readonly freshMs: number;
  readonly staleMs: number;
  readonly tags: readonly string[];
  /** The request headers that the answer hangs on, as they were. */
  readonly vary: readonly (readonly [string, string | null])[];
};

/** A cache in front of a Worker, as Cloudflare describes its own: cities before one upper tier, no
 *  host in the key, variants by the exact text of headers, purges by tag. */
export type EdgeCache = {
  /** Asks in one city. The answer says in `Cf-Cache-Status` where it came from. */
  ask(city: string, request: Request): Promise<Response>;
  /** Lets go of what has one of the tags, in all cities but those that the purge does not reach. */
  purge(tags: readonly string[], lost?: readonly string[]): void;
  /** How often the Worker ran. */
  readonly runs: number;
};

/** Seconds that an answer is kept of which nobody said how long.
 *  @see https://developers.cloudflare.com/workers/cache/ */
const DEFAULT_SECONDS = 7_200;
/** The city that stands for the upper tier. */
const UPPER = "";

/** A double of Workers Cache: RFC 9111 as far as it goes there.
 *  @param now  milliseconds since 1970
 *  @param version  of the Worker, which is part of the key */
export function createEdgeCache(
  origin: Origin,
  now: () => number,
  version: () => string = () => "1",
): EdgeCache {
  const stores = new Map<string, Map<string, Stored[]>>();
  let runs = 0;
  const storeOf = (city: string): Map<string, Stored[]> => {
    const known = stores.get(city) ?? new Map<string, Stored[]>();
    stores.set(city, known);
    return known;
  };
  const run = async (request: Request): Promise<Response> => {
    runs++;
    return origin(request);
  };
  const through = async (city: string, request: Request): Promise<Response> => {
    if (request.method !== "GET" && request.method !== "HEAD") return run(request);
    const url = new URL(request.url);
    const key = `${version()} ${url.pathname}${url.search}`;
    const held = (storeOf(city).get(key) ?? []).find(({ vary }) =>
      vary.every(([name, value]) => request.headers.get(name) === value),
    );
    const age = held === undefined ? Infinity : now() - held.at;
    if (held !== undefined && age < held.freshMs + held.staleMs) {
      // What is stale is given, and asked for again behind the reader's back.
      if (age >= held.freshMs) await refill(city, key, request);
      return marked(held.response.clone(), age < held.freshMs ? "HIT" : "STALE", age);
    }
    return marked(await refill(city, key, request), "MISS", 0);
  };
  const refill = async (city: string, key: string, request: Request): Promise<Response> => {
    // A conditional request is answered from the whole that is kept.
    const plain = new Request(request.url, { headers: withoutConditions(request.headers) });
    const response = city === UPPER ? await run(plain) : await through(UPPER, plain);
    const stored = storedFrom(response, request, now());
    const others = (storeOf(city).get(key) ?? []).filter(
      ({ vary }) => !vary.every(([name, value]) => request.headers.get(name) === value),
    );
    storeOf(city).set(key, stored === undefined ? others : [...others, stored]);
    return response;
  };
  return {
    async ask(city, request) {
      const response = await through(city, request);
      const tag = response.headers.get("ETag");
      return tag !== null && request.headers.get("If-None-Match") === tag && response.ok
        ? new Response(null, { status: 304, headers: response.headers })
        : response;
    },
    purge(tags, lost = []) {
      for (const [city, store] of stores)
        for (const [key, all] of store)
          if (!lost.includes(city))
            store.set(
              key,
              all.filter((stored) => !stored.tags.some((tag) => tags.includes(tag))),
            );
    },
    get runs() {
      return runs;
    },
  };
}

function storedFrom(response: Response, request: Request, at: number): Stored | undefined {
  const { headers, status } = response;
  const control = headers.get("CDN-Cache-Control") ?? headers.get("Cache-Control") ?? "";
  if (/no-store|private/.test(control) || status >= 500 || headers.has("Set-Cookie"))
    return undefined;
  const seconds = (name: string): number | undefined => {
    const found = new RegExp(`(?:^|[ ,])${name}=(\\d+)`).exec(control)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const shared = seconds("s-maxage");
  const fresh = shared ?? seconds("max-age") ?? DEFAULT_SECONDS;
  const names = (headers.get("Vary") ?? "").split(",").map((name) => name.trim());
  // In a lower tier an answer is as old as it was in the upper one.
  const age = Number(headers.get("Age") ?? 0) * 1_000;
  return {
    response: response.clone(),
    at: at - age,
    freshMs: fresh * 1_000,
    staleMs: shared === undefined ? (seconds("stale-while-revalidate") ?? 0) * 1_000 : 0,
    tags: (headers.get("Cache-Tag") ?? "").split(",").filter(Boolean),
    vary: names.filter(Boolean).map((name) => [name, request.headers.get(name)] as const),
  };
}

function marked(response: Response, status: string, ageMs: number): Response {
  const headers = new Headers(response.headers);
  const known = Number(headers.get("Age") ?? 0);
  headers.set("Cf-Cache-Status", status);
  headers.set("Age", String(Math.max(known, Math.floor(ageMs / 1_000))));
  return new Response(response.body, { status: response.status, headers });
}

function withoutConditions(given: Headers): Headers {
  const headers = new Headers(given);
  for (const name of ["If-None-Match", "If-Modified-Since", "Range"]) headers.delete(name);
  return headers;
}
