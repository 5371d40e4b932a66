import type { Article } from "#model/article.ts";
import { tagsOf } from "#store/edge/tags.ts";
import { isRejection } from "#model/rejection.ts";
import { toSite } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { keepEdge } from "#serve/edge/timer.ts";
import { createApp } from "#serve/app.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { createEdgeCache, type EdgeCache } from "./edge-cache.ts";
import { createOracle, type Oracle, withCurrent } from "./oracle.ts";

const MINUTE = 60_000;

/** A site behind a cache that keeps answers for a day, with its timer, and a clock that the test
 *  sets. Each isolate sees a publication as late as KV shows it there. */
export type Stage = {
  now: number;
  /** The time of each run of the timer within its minute; undefined: it does not run. */
  phase: number | undefined;
  /** What becomes of a purge of the timer: it reaches the cache, does so a second later, is refused,
   *  or is confirmed and has no effect. */
  fate: () => "done" | "late" | "refused" | "lost";
  /** How the timer asks the Worker itself: through the cache, around it, or not at all. */
  loopback: "through" | "around" | "none";
  readonly kv: KVNamespace;
  readonly edge: EdgeCache;
  readonly oracle: Oracle;
  /** @param lags  for how long KV shows what was before to each isolate, and then to the timer; milliseconds
   *  @returns the tags to purge */
  publish(articles: readonly Article[], lags?: readonly number[]): Promise<readonly string[]>;
  /** Lets time pass, and the timer run. */
  wait(ms: number): Promise<void>;
  /** Asks in a city: what came, whence, and for how long it was wrong. */
  ask(path: string, city?: string, init?: RequestInit): Promise<Asked>;
};

type Asked = {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly from: string | null;
  readonly age: number;
};

const ISOLATES = 3;

/** A stage on which nothing was published yet.
 *  @param script  the built search element, for a browser */
export function createStage(start: number, script = ""): Stage {
  const { kv } = kvInMemory();
  const shown: { readonly current: string; readonly at: readonly number[] }[] = [];
  let turn = 0;
  const seenBy = (place: number): KVNamespace =>
    withCurrent(kv, shown.findLast(({ at }) => (at[place] ?? 0) <= stage.now)?.current ?? "");
  const isolates = Array.from({ length: ISOLATES }, () =>
    createApp({ now: () => stage.now, chance: () => 1 }, script),
  );
  const worker = async (request: Request): Promise<Response> => {
    const place = turn++ % ISOLATES;
    return isolates[place]!.request(request, undefined, { KV: seenBy(place), LONG_LIVES: "yes" });
  };
  const late: (readonly string[])[] = [];
  const timer = {
    cache: createIsolateCache(),
    now: () => stage.now,
    pause: async () => {
      for (const tags of late.splice(0)) stage.edge.purge(tags);
    },
  };
  const tick = async (): Promise<void> => {
    const purge = async ({ tags }: { readonly tags: readonly string[] }) => {
      const fate = stage.fate();
      if (fate === "done") stage.edge.purge(tags);
      if (fate === "late") late.push(tags);
      return { success: fate !== "refused" };
    };
    const asked = (request: Request): Promise<Response> =>
      stage.loopback === "through" ? stage.edge.ask("timer", request) : worker(request);
    const exports = stage.loopback === "none" ? {} : { default: { fetch: asked } };
    try {
      await keepEdge(seenBy(ISOLATES), { cache: { purge }, exports }, timer);
    } catch (error) {
      if (!(error instanceof Error && error.message === "the cache was not purged")) throw error;
    }
  };
  const stage: Stage = {
    now: start,
    phase: 17_000,
    fate: () => "done",
    loopback: "through",
    kv,
    edge: createEdgeCache(worker, () => stage.now),
    oracle: createOracle(kv),
    async publish(articles, lags = []) {
      const made = toSite({ title: "Stage", url: "https://s.example", lang: "en" });
      if (isRejection(made)) throw new TypeError("the site is refused");
      const options = { force: true, allowGone: true, allowReappearing: true, media: [] };
      const { now } = stage;
      const outcome = await publish({ kv, site: made, articles, now, ...options });
      if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome));
      const current = (await kv.get("current", "text")) ?? "";
      const at = Array.from({ length: ISOLATES + 1 }, (_, place) => now + (lags[place] ?? 0));
      shown.push({ current, at });
      await stage.oracle.publish(now);
      return tagsOf(outcome.manifest);
    },
    async wait(ms) {
      const end = stage.now + ms;
      if (stage.phase !== undefined) {
        let next = Math.ceil((stage.now + 1 - stage.phase) / MINUTE) * MINUTE + stage.phase;
        for (; next <= end; next += MINUTE) {
          stage.now = next;
          await tick();
        }
      }
      stage.now = end;
    },
    async ask(path, city = "A", init = {}) {
      const answer = await stage.edge.ask(city, new Request(`https://s.example${path}`, init));
      const text = await answer.text();
      const { headers, status } = answer;
      const age = script === "" ? await stage.oracle.ageOf(path, text, stage.now) : 0;
      return { status, text, headers, from: headers.get("Cf-Cache-Status"), age };
    },
  };
  return stage;
}
