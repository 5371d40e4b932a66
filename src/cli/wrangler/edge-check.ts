import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import type { Finding } from "./setup-check.ts";

/** Asks the deployed site. The answer's body is left alone.
 *  @throws {TypeError} when it cannot be reached */
export type AskSite = (path: string, init?: RequestInit) => Promise<Response>;

/** What a publication changes, whatever it is: feeds, pages and the API. */
const KEPT_PATHS = ["/feed.xml", "/", "/api/articles"] as const;
/** What no cache may keep. */
const UNKEPT_PATHS = ["/healthz", "/admin/articles"] as const;
/** How often an answer is asked for until it comes out of the cache: each machine of a city fills
 *  on its own. */
const TRIES = 4;

/** Looks from outside whether what stands before the deployed Worker can be left on: that it keeps
 *  answers, lets go of them, keeps nothing of `/admin` and `/healthz`, and mixes no releases. At
 *  most 17 requests. Where answers are kept for a day, that the timer has seen to the release, and
 *  has seen a purge work.
 *  @param token  the Worker's secret PURGE_TOKEN; without it nothing is purged, and that is told
 *  @param now  milliseconds since 1970
 *  @see https://developers.cloudflare.com/workers/cache/ */
export async function edgeFindings(
  ask: AskSite,
  token: string | undefined,
  now: number,
): Promise<readonly Finding[]> {
  const health = await ask("/healthz");
  if (!health.ok) {
    const what = `/healthz answers ${health.status}`;
    const fix = "compare the address, and publish with --remote";
    return [{ name: "site", state: "fault", what, fix }];
  }
  const release = health.headers.get("X-Release") ?? "unknown";
  const site: Finding = { name: "site", state: "ok", what: `release ${release}` };
  const unkept = await unkeptFinding(ask);
  const kept = await answerFromCache(ask, "/feed.xml");
  if (kept === undefined) return [site, unkept, NO_CACHE];
  const hit = kept.headers.has("Age") ? CACHE : AGELESS_CACHE;
  const purged = await purgeFindings(ask, token, { release, now });
  return [site, unkept, hit, ...purged, await mixtureFinding(ask)];
}

const CACHE: Finding = { name: "cache", state: "ok", what: "gives what it keeps" };

/** A browser goes by `max-age` less the Age that an answer comes with: RFC 9111 section 4.2.3. */
const AGELESS_CACHE: Finding = {
  name: "cache",
  state: "warning",
  what: "gives what it keeps with no Age: browsers hold that for as long as if it were new",
  fix: "take away what drops that header; until then they may show old pages a minute longer",
};

const NO_CACHE: Finding = {
  name: "cache",
  state: "warning",
  what: `gave none of ${TRIES} answers to /feed.xml: every request runs the Worker`,
  fix: "uncomment [cache] in wrangler.toml and deploy, or leave it: nothing needs it",
};

function isFromCache({ headers }: Response): boolean {
  return ["HIT", "STALE", "UPDATING", "REVALIDATED"].includes(
    (headers.get("Cf-Cache-Status") ?? "").toUpperCase(),
  );
}

async function answerFromCache(ask: AskSite, path: string): Promise<Response | undefined> {
  for (let turn = 0; turn < TRIES; turn++) {
    const answer = await ask(path);
    if (isFromCache(answer)) return answer;
  }
  return undefined;
}

async function unkeptFinding(ask: AskSite): Promise<Finding> {
  const kept: string[] = [];
  for (const path of UNKEPT_PATHS) {
    // Without a token: the refusal is what must not be kept for whoever has one.
    await ask(path);
    const again = await ask(path);
    const control = again.headers.get("Cache-Control") ?? "";
    if (isFromCache(again) || !control.includes("no-store")) kept.push(path);
  }
  return kept.length === 0
    ? { name: "not kept", state: "ok", what: UNKEPT_PATHS.join(", ") }
    : {
        name: "not kept",
        state: "fault",
        what: `${kept.join(", ")} may be kept by what stands before the Worker`,
        fix: "take away rules that cache everything, and [cache] from wrangler.toml until then",
      };
}

/** Whether a purge reaches what was just given out of the cache, and whether the timer does what it
 *  is there for. */
async function purgeFindings(
  ask: AskSite,
  token: string | undefined,
  seen: { readonly release: string; readonly now: number },
): Promise<readonly Finding[]> {
  const name = "purge";
  if (!token) return [UNTRIED];
  const answer = await ask("/admin/purge", {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!answer.ok) {
    const fix = "compare BROADSHEET_PURGE_TOKEN with the Worker's secret PURGE_TOKEN";
    return [{ name, state: "fault", what: `/admin/purge answers ${answer.status}`, fix }];
  }
  const timer = timerFindings(parsedJson(await answer.text()), seen);
  const stays = isFromCache(await ask("/feed.xml"));
  const fix = "run it again in two minutes; leave [cache] off while this stays";
  const purge: Finding = stays
    ? { name, state: "fault", what: "/feed.xml came out of the cache after a purge", fix }
    : { name, state: "ok", what: "let go of what was kept" };
  return [purge, ...timer];
}

const UNTRIED: Finding = {
  name: "purge",
  state: "warning",
  what: "was not tried: takedowns would wait for what is kept to end, or for the timer",
  fix: "set PURGE_TOKEN as a secret of the Worker, and BROADSHEET_PURGE_TOKEN here",
};

/** How long after a publication the timer may take to see to it. Milliseconds. */
const TIMER_MS = 600_000;

/** Whether the timer has seen to the release that is there; nothing where none is asked for. */
function timerFindings(
  told: unknown,
  { release, now }: { readonly release: string; readonly now: number },
): readonly Finding[] {
  const settled = isRecord(told) ? told["settled"] : undefined;
  if (typeof settled !== "string") return [];
  const name = "timer";
  if (isRecord(told) && told["proved"] === false) {
    const what = "saw no purge work when it looked last; until one does, answers live a minute";
    return [{ name, state: "warning", what, fix: 'the Worker\'s log says why ("problem":"edge")' }];
  }
  if (settled.startsWith(`${release}/`))
    return [{ name, state: "ok", what: "has let go of what was before; answers live a day" }];
  const what = `has seen to ${settled || "nothing"} last, and not to ${release}`;
  const published = Date.parse(
    release.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, "$1-$2-$3T$4:$5:$6Z"),
  );
  // A release that was gone back to has its old date.
  return now - published < TIMER_MS
    ? [{ name, state: "warning", what, fix: "run it again in ten minutes" }]
    : [{ name, state: "fault", what, fix: "uncomment [triggers] in wrangler.toml and deploy" }];
}

/** Whether what is kept is of one release: feeds, pages and the API, each as the cache has it. */
async function mixtureFinding(ask: AskSite): Promise<Finding> {
  const seen = new Map<string, string[]>();
  for (const path of KEPT_PATHS) {
    await ask(path);
    const release = (await ask(path)).headers.get("X-Release") ?? "no release";
    seen.set(release, [...(seen.get(release) ?? []), path]);
  }
  const [first = "", ...others] = seen.keys();
  if (others.length === 0) return { name: "one release", state: "ok", what: first };
  const what = [...seen].map(([release, paths]) => `${paths.join(", ")} of ${release}`).join("; ");
  const fix = "run it again two minutes after the last publication; purge when it stays so";
  return { name: "one release", state: "fault", what, fix };
}
