import type { AppContext, Bindings } from "./env.ts";
import type { Cost } from "#store/meter.ts";

/** Of so many requests one is logged, where `LOG_SAMPLE` says nothing else. */
const SAMPLE = 100;

/** Writes one line of JSON for a request, for one in a hundred of them, and for every one that
 *  failed on our side: how it went, what it cost, and where it went to, without what was searched
 *  for. `LOG_SAMPLE` of `wrangler.toml` says one in how many, and `"0"` none; `LOG_QUERY = "yes"`
 *  adds the query.
 *  @param chance  a number from 0 up to 1, drawn for the request */
export function logRequest(c: AppContext, meter: Cost, chance: number): void {
  const { status } = c.res;
  const every = sampleOf(c.env);
  const isFault = status >= 500;
  if (every === 0 || (!isFault && chance * every >= 1)) return;
  const { method, url, path } = c.req;
  const line = {
    log: "request",
    method,
    path: path.slice(0, 200),
    ...(c.env.LOG_QUERY === "yes" && { query: new URL(url).search.slice(0, 200) }),
    status,
    release: c.var.release ?? null,
    reads: meter.reads,
    rounds: meter.rounds,
    // Each line stands for so many requests.
    sample: isFault ? 1 : every,
  };
  console.log(JSON.stringify(line));
}

/** The line of JSON for an error of ours: once for each, with what is needed to find it. Where KV
 *  is to blame the reason is told, else the stack.
 *  @param problem  what the one who asked was told */
export function faultLine(c: AppContext, problem: string, error: unknown): string {
  const known = error instanceof Error ? error : new Error(String(error));
  const { message, cause, stack } = known;
  return JSON.stringify({
    log: "fault",
    problem,
    method: c.req.method,
    path: c.req.path.slice(0, 200),
    release: c.var.release ?? null,
    message,
    ...(cause === undefined
      ? { stack }
      : { cause: cause instanceof Error ? `${cause.name}: ${cause.message}` : "unknown" }),
  });
}

function sampleOf({ LOG_SAMPLE }: Partial<Bindings>): number {
  const every = Number(LOG_SAMPLE ?? SAMPLE);
  return Number.isFinite(every) && every >= 0 ? every : SAMPLE;
}
