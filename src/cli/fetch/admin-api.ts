import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { fetchReason } from "./fetch-reason.ts";
import { fieldsOf } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { type Fault, rejection, type Rejection } from "#model/rejection.ts";

/** The admin API of a site, as a command asks it. */
export type AdminApi = {
  /** Asks, again when it is busy or the line fails: with one Idempotency-Key, so that nothing is
   *  done twice.
   *  @returns the JSON of the answer; a Rejection that tells its problem and each fault */
  readonly ask: (
    method: "GET" | "POST",
    path: string,
    body?: { readonly type: string; readonly bytes: Uint8Array },
  ) => Promise<unknown>;
  /** Whether the site answers a path. */
  readonly has: (path: string) => Promise<boolean>;
};

/** How often it is asked, and how long it is waited between. */
const TRIES = 6;
const PAUSE_MS = 3_000;
/** A publication is waited for by the site itself for 25 s. Milliseconds. */
const PATIENCE_MS = 90_000;

/** Opens the admin API of a site.
 *  @param url  the site's address
 *  @param token  the publisher's
 *  @returns a Rejection where the token would go over the line in clear */
export function openAdminApi(url: string, token: string | undefined): AdminApi | Rejection {
  const place = { file: "--url" };
  const base = URL.parse(url);
  const isHere = base !== null && ["localhost", "127.0.0.1", "[::1]"].includes(base.hostname);
  if (base === null || !(base.protocol === "https:" || (base.protocol === "http:" && isHere)))
    return rejection(place, { what: "is no https address", fix: "give that of the site" });
  if (!token) {
    const fix = "set it to the secret ADMIN_TOKEN of the site";
    return rejection({ file: "BROADSHEET_TOKEN" }, { what: "is not set", fix });
  }
  const root = base.href.replace(/\/+$/, "");
  return {
    async ask(method, path, body) {
      const headers = {
        Authorization: `Bearer ${token}`,
        Accept: "application/json",
        ...(body !== undefined && { "Content-Type": body.type, "Idempotency-Key": randomUUID() }),
      };
      const init = {
        method,
        headers,
        ...(body && { body: body.bytes as Uint8Array<ArrayBuffer> }),
      };
      for (let tried = 1; ; tried++) {
        const answer = await answerOf(`${root}${path}`, init);
        const isLast = tried === TRIES || (answer.status !== 0 && !BUSY.has(answer.status));
        // 202: it is accepted, and its key tells how it went on.
        if (answer.status === 200 || answer.status === 201) return answer.json;
        if (isLast) return refusalOf(answer, root);
        await pause(PAUSE_MS);
      }
    },
    async has(path) {
      const { status } = await answerOf(`${root}${path}`, { method: "HEAD" });
      return status === 200;
    },
  };
}

const BUSY: ReadonlySet<number> = new Set([202, 429, 502, 503, 504]);

type Answered = { readonly status: number; readonly json: unknown };

/** @returns status 0 where nobody answered */
async function answerOf(address: string, init: RequestInit): Promise<Answered> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    // A redirect would carry the token elsewhere.
    const answer = await fetch(address, { ...init, signal, redirect: "manual" });
    return { status: answer.status, json: parsedJson(await answer.text()) };
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException)
      return { status: 0, json: { detail: fetchReason(error) } };
    throw error;
  }
}

function refusalOf({ status, json }: Answered, root: string): Rejection {
  const fields = fieldsOf(json ?? {});
  const type = (fields.optional("type") ?? "").replace(/^.*\//, "");
  const how = status === 0 ? "does not answer" : `answers ${status} ${type}`.trim();
  const what = `${how}: ${fields.optional("detail") ?? "no admin API is there"}`;
  const errors = fields.raw("errors");
  const faults: readonly unknown[] = Array.isArray(errors) ? errors.slice(0, 20) : [];
  return rejection({ file: root }, { what }, ...faults.map(faultOf));
}

function faultOf(value: unknown): Fault {
  const fields = fieldsOf(value);
  const [field, fix] = [fields.optional("field"), fields.optional("fix")];
  return {
    what: fields.optional("what") ?? "is wrong",
    ...(field !== undefined && { field }),
    ...(fix !== undefined && { fix }),
  };
}
