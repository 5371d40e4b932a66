import { StoreDown } from "./fault.ts";
import { createMeter, type Meter } from "./meter.ts";
import type { Shelf } from "./shelf.ts";

/** The way of one request to KV: counted, at most six single reads at once, none waited for too long. */
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

/** Single reads under way at once: Workers open six connections for a request, and the next would wait unseen. */
const MAX_AT_ONCE = 6;
/** How long a read is waited for, and how long once KV is known to hang, so that a request ends within a second either way. Milliseconds. */
const PATIENCE_MS = 800;
const TROUBLED_PATIENCE_MS = 150;
/** How long a KV that did not answer is taken to hang. Milliseconds. */
const TROUBLE_MS = 10_000;

/** Opens the gate for one request.
 *  @param now  milliseconds since 1970
 *  @param meter  counts on; a new one unless the caller has begun to count */
export function createKvGate(
  kv: KVNamespace,
  shelf: Shelf,
  now: number,
  meter: Meter = createMeter(),
): KvGate {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  const slot = async (): Promise<void> => {
    if (underWay < MAX_AT_ONCE) underWay += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  };
  const patient = async <T>(what: string, call: () => Promise<T>): Promise<T> => {
    const patience = now < shelf.troubledUntil ? TROUBLED_PATIENCE_MS : PATIENCE_MS;
    try {
      return await inTime(call(), patience);
    } catch (error) {
      if (error instanceof TimedOut) shelf.troubledUntil = now + TROUBLE_MS;
      throw new StoreDown(`KV gave no ${what}`, { cause: error });
    }
  };
  const single = <T>(key: string, call: () => Promise<T>): Promise<T> =>
    meter.count(1, async () => {
      await slot();
      try {
        return await patient(key, call);
      } finally {
        release();
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

/** A gate through which nothing comes: only what the shelf holds can answer. */
export function closedGate(meter: Meter): KvGate {
  const refuse = (): Promise<never> => Promise.reject(new StoreDown("KV is not asked again"));
  return { meter, bytes: refuse, text: refuse, texts: refuse };
}

class TimedOut extends Error {
  override readonly name = "TimedOut";
}

async function inTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const alarm = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOut(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    return await Promise.race([work, alarm]);
  } finally {
    clearTimeout(timer);
  }
}
