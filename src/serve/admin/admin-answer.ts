import {
  type AdminAnswer,
  type AdminRefusal,
  type AdminRequest,
  isRefused,
  MAX_ADMIN_BYTES,
} from "#press/api/admin.ts";
import { uncachedJson } from "#serve/http/conditional.ts";
import type { AppContext, AppDeps, Bindings, Handler } from "#serve/http/env.ts";
import { FaultyBodyProblem, Problem } from "#serve/http/problem.ts";
import { faultLine } from "#serve/http/request-log.ts";
import { bodyWithin } from "#serve/http/request-body.ts";
import { segmentsOf } from "#serve/http/request-path.ts";
import { purgeEdge } from "#serve/edge/cache.ts";
import { bearerToken, isSameSecret } from "./same-secret.ts";

/** A secret with fewer bytes could be guessed, and is taken for none. */
const LEAST_BYTES = 32;
/** The object of the site: there is one. */
const NAME = "site";
/** Characters of an Idempotency-Key: visible ASCII. */
const KEY = /^[\x21-\x7e]{1,255}$/;

/** A route of the admin API: checks the token, and asks the object that orders publications.
 *  Without a secret there is no such address.
 *  @throws {Problem} page-not-found, unauthorized, content-too-large, press-missing, press-busy,
 *  and whatever the object refuses */
export function answerAdmin(action: AdminRequest["action"], deps: AppDeps): Handler {
  return async (c) => {
    await checkToken(c);
    const press = c.env.PRESS;
    if (press === undefined)
      throw new Problem("press-missing", "The Worker has no binding PRESS of an object");
    const request = await requestOf(c, action);
    const answer = await asked(c, press, request);
    if (isRefused(answer)) throw problemOf(answer);
    const { status, body, etag, release, tags } = answer;
    if (tags !== undefined) await letGo(c, tags);
    if (release !== undefined) c.set("release", release);
    const { current } = deps.cache;
    // This isolate asks KV anew, and does not wait until what it holds is old.
    if (c.req.method !== "GET" && current !== undefined) deps.cache.current = { ...current, at: 0 };
    return uncachedJson(body, { status, more: etag === undefined ? {} : { ETag: etag } });
  };
}

/** What does not come to pass is made good by the timer, or by the end of what is kept. */
async function letGo(c: AppContext, tags: readonly string[]): Promise<void> {
  try {
    await purgeEdge(c.executionCtx, tags);
  } catch (error) {
    console.error(faultLine(c, "internal-error", error));
  }
}

/** Refuses whoever does not know a secret, with one answer whatever is wrong.
 *  @throws {Problem} page-not-found, unauthorized */
async function checkToken(c: AppContext): Promise<void> {
  const { ADMIN_TOKEN, ADMIN_TOKEN_NEXT } = c.env;
  const secrets = [ADMIN_TOKEN, ADMIN_TOKEN_NEXT].filter(isLong);
  if (secrets.length === 0) throw new Problem("page-not-found", "There is no such page");
  const given = bearerToken(c.req.header("Authorization"));
  const matches = await Promise.all(secrets.map((secret) => isSameSecret(given, secret)));
  if (!matches.includes(true))
    throw new Problem("unauthorized", "The token is missing, or is not the publisher's", {
      "WWW-Authenticate": "Bearer",
    });
}

function isLong(secret: string | undefined): secret is string {
  return secret !== undefined && new TextEncoder().encode(secret).length >= LEAST_BYTES;
}

async function requestOf(c: AppContext, action: AdminRequest["action"]): Promise<AdminRequest> {
  const { req } = c;
  const key = req.header("Idempotency-Key");
  if (key !== undefined && !KEY.test(key))
    throw new Problem("bad-parameter", "Idempotency-Key has 1 to 255 visible ASCII characters");
  const id = segmentsOf(req.path)[2];
  const hasBody = req.method === "PUT" || req.method === "POST";
  const query = Object.fromEntries([...new URL(req.url).searchParams].toReversed());
  const ifMatch = req.header("If-Match");
  const ifNoneMatch = req.header("If-None-Match");
  const baseUrl = c.env.BASE_URL;
  return {
    action,
    query,
    ...(id !== undefined && { id }),
    ...(hasBody && { body: await bodyOf(req.raw), type: req.header("Content-Type") ?? "" }),
    ...(ifMatch !== undefined && { ifMatch }),
    ...(ifNoneMatch !== undefined && { ifNoneMatch }),
    ...(key !== undefined && { key }),
    ...(baseUrl !== undefined && { baseUrl }),
    isAsync: /\brespond-async\b/i.test(req.header("Prefer") ?? ""),
  };
}

/** The bytes of a body, as long as they are not too many.
 *  @throws {Problem} content-too-large */
async function bodyOf(request: Request): Promise<Uint8Array> {
  const bytes = await bodyWithin(request, MAX_ADMIN_BYTES);
  if (bytes !== undefined) return bytes;
  throw new Problem("content-too-large", `A body has at most ${MAX_ADMIN_BYTES} bytes`);
}

/** What the object answers. One that fails was ended or started anew; what it had accepted is
 *  published all the same.
 *  @throws {Problem} press-busy */
async function asked(
  c: AppContext,
  press: NonNullable<Bindings["PRESS"]>,
  request: AdminRequest,
): Promise<AdminAnswer> {
  try {
    return await press.get(press.idFromName(NAME)).answer(request);
  } catch (error) {
    console.error(faultLine(c, "press-busy", error));
    const detail = "The object that publishes was ended while it worked";
    throw new Problem("press-busy", detail, { "Retry-After": "5" }, { cause: error });
  }
}

function problemOf({ problem, detail, errors }: AdminRefusal): Problem {
  const isForNow = problem === "press-busy" || problem === "store-down";
  return errors === undefined
    ? new Problem(problem, detail, isForNow ? { "Retry-After": "5" } : {})
    : new FaultyBodyProblem(problem, detail, errors);
}
