import { readEdgeMark } from "#store/edge/mark.ts";
import { MAX_TAGS, SITE_TAG } from "#store/edge/tags.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { createKvGate } from "#store/kv-gate.ts";
import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { uncachedJson } from "#serve/http/conditional.ts";
import type { AppContext } from "#serve/http/env.ts";
import { Problem } from "#serve/http/problem.ts";
import { purgeEdge } from "#serve/edge/cache.ts";
import { bearerToken, isSameSecret } from "./same-secret.ts";

/** `POST /admin/purge`: lets go of what Workers Cache holds, by `{ "tags": [...] }`, or all of it;
 *  where it keeps answers for a day, it says which edition the timer has seen to (`settled`), and
 *  whether it saw a purge work when it looked last (`proved`).
 *  For who knows the secret; where none is set, there is no such address.
 *  @throws {Problem} page-not-found, unauthorized, bad-parameter */
export async function answerPurge(c: AppContext): Promise<Response> {
  const secret = c.env.PURGE_TOKEN;
  if (!secret) throw new Problem("page-not-found", "There is no such page");
  if (!(await isSameSecret(bearerToken(c.req.header("Authorization")), secret)))
    throw new Problem("unauthorized", "The token is not the one that is set as PURGE_TOKEN", {
      "WWW-Authenticate": "Bearer",
    });
  const tags = tagsIn(await c.req.text());
  if (tags === undefined)
    throw new Problem("bad-parameter", `tags is no list of 1 to ${MAX_TAGS} texts`);
  const purged = await purgeEdge(c.executionCtx, tags);
  const timer = c.env.LONG_LIVES === "yes" ? await timerIn(c) : {};
  return uncachedJson({ purged, tags, ...timer });
}

/** 1 KV read. */
async function timerIn(c: AppContext): Promise<object> {
  const source = { kv: c.env.KV, cache: createIsolateCache(), now: 0, meter: c.var.meter };
  const { settled, proved } = await readEdgeMark(createKvGate(source));
  return { settled, ...(proved !== undefined && { proved: proved !== "lost" }) };
}

function tagsIn(body: string): readonly string[] | undefined {
  if (body.trim() === "") return [SITE_TAG];
  const value = parsedJson(body);
  const tags = isRecord(value) ? value["tags"] : undefined;
  if (!Array.isArray(tags) || tags.length === 0 || tags.length > MAX_TAGS) return undefined;
  const texts = tags.filter((tag): tag is string => typeof tag === "string" && tag !== "");
  return texts.length === tags.length ? texts : undefined;
}
