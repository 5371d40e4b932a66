import { StoreDown } from "./fault.ts";
import { inTime, TimedOut } from "./in-time.ts";
import { createMeter, type Meter } from "./meter.ts";
import type { IsolateCache } from "./isolate-cache.ts";
import { toolCall } from "./tool-call.ts";

/** What every read begins with. */
export type KvSource = {
  /** How long a tool waits for a read before it asks once more, milliseconds; a Worker's patience
   *  when absent, which asks once. */
  readonly patienceMs?: number;
  readonly kv: KVNamespace;
  readonly cache: IsolateCache;
  /** The time of the request, milliseconds since 1970: it picks the release. */
  readonly now: number;
  /** Counts what the request costs, also when no release can be opened; a new one when absent. */
  readonly meter?: Meter;
};

/** The way of one request to KV: counted, at most six single reads at once, none waited for too
 *  long. */
export type KvGate = {
  readonly meter: Meter;
  /** One key as bytes; null when KV has no such key.
   *  @throws {StoreDown} when KV fails or does not answer in time */
  bytes(key: string, cacheTtl: number): Promise<Uint8Array | null>;
  /** One key as text; null when KV has no such key.
   *  @throws {StoreDown} as above */
  text(key: string, cacheTtl: number): Promise<string | null>;
  /** Up to 100 keys as texts by one call; null for those that KV does not have.
   *  @throws {StoreDown} as above */
  texts(keys: readonly string[], cacheTtl: number): Promise<ReadonlyMap<string, string | null>>;
};

/** Single reads under way at once: Workers open six connections for a request, and the next would
 *  wait unseen. */
const MAX_AT_ONCE = 6;
/** How long a read is waited for, and how long once KV is known to hang, so that a request ends
 *  within a second either way. Milliseconds. */
const PATIENCE_MS = 700;
const TROUBLED_PATIENCE_MS = 150;
/** How long a KV that did not answer is taken to hang. Milliseconds. */
const TROUBLE_MS = 10_000;

/** Opens the gate for one request. */
export function createKvGate({
  kv,
  cache,
  now,
  meter = createMeter(),
  patienceMs: given,
}: KvSource): KvGate {
  const places = createPlaces(MAX_AT_ONCE);
  let failures = 0;
  const patient = async <T>(what: string, call: () => Promise<T>): Promise<T> => {
    const patienceMs = now < cache.troubledUntil ? TROUBLED_PATIENCE_MS : PATIENCE_MS;
    if (given !== undefined) return toolCall(kv, `KV gave no ${what}`, call, { patienceMs: given });
    try {
      return await inTime(call(), patienceMs);
    } catch (error) {
      failures += 1;
      if (error instanceof TimedOut) cache.troubledUntil = now + TROUBLE_MS;
      throw new StoreDown(`KV gave no ${what}`, { cause: error });
    }
  };
  const single = <T>(key: string, call: () => Promise<T>): Promise<T> =>
    meter.count(1, async () => {
      const before = failures;
      await places.take();
      try {
        // What stood in line while another read failed is not tried: its request cannot be answered
        // anyway, and it would wait as long again.
        if (failures > before) throw new StoreDown(`KV was not asked for ${key}`);
        return await patient(key, call);
      } finally {
        places.leave();
      }
    });
  return {
    meter,
    async bytes(key, cacheTtl) {
      const found = await single(key, () => kv.get(key, { type: "arrayBuffer", cacheTtl }));
      return found && new Uint8Array(found);
    },
    text: (key, cacheTtl) => single(key, () => kv.get(key, { type: "text", cacheTtl })),
    texts: (keys, cacheTtl) =>
      meter.count(keys.length, () =>
        patient(`${keys.length} keys`, () => kv.get([...keys], { type: "text", cacheTtl })),
      ),
  };
}

/** A gate through which nothing comes: only what the isolate's cache holds can answer. */
export function closedGate(meter: Meter): KvGate {
  const refuse = (): Promise<never> => Promise.reject(new StoreDown("KV is not asked again"));
  return { meter, bytes: refuse, text: refuse, texts: refuse };
}

/** A number of places; who finds none free waits until one is left. */
function createPlaces(count: number): { take(): Promise<void>; leave(): void } {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave() {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    },
  };
}
