import { setTimeout as pause } from "node:timers/promises";
import { parsedJson } from "#model/json.ts";
import { KvRefusal } from "#store/fault.ts";
import { recordsIn } from "./foreign-json.ts";

/** Cloudflare's API in the name of one account. */
export type CloudflareApi = {
  /** Asks once, and again when it is told to come later or the API fails: five times in all.
   *  @param path  below `/client/v4`, with its query
   *  @returns the answer; also a 404
   *  @throws {ApiFault} when it is refused, or fails to the last */
  readonly ask: (path: string, init?: { method: string; body?: string }) => Promise<Response>;
};

/** How the API is reached. */
export type ApiAccess = {
  /** Such as `https://api.cloudflare.com/client/v4`. */
  readonly baseUrl: string;
  readonly token: string;
  /** Waits so many milliseconds; a test's own. */
  readonly wait?: (ms: number) => Promise<unknown>;
  /** Says what is waited for, where that takes seconds. */
  readonly tell?: (line: string) => void;
};

/** Raised when the API refuses, or does not answer in spite of all patience. */
export class ApiFault extends KvRefusal {
  override readonly name = "ApiFault";
}

/** Times that one request is made at most. */
const TRIES = 5;
/** A request that has no answer by then is made again: 20 MB over a slow line take a minute.
 *  Milliseconds. */
const PATIENCE_MS = 120_000;
/** The first wait where the API does not say how long; each further one is twice that.
 *  Milliseconds. */
const FIRST_WAIT_MS = 1_000;
/** The longest wait: the API counts 1,200 requests in five minutes, and who is told to come later
 *  than then is told so. Milliseconds.
 *  @see https://developers.cloudflare.com/fundamentals/api/reference/limits/ */
const MAX_WAIT_MS = 300_000;
/** Shorter waits are not spoken of. Milliseconds. */
const TOLD_WAIT_MS = 3_000;

/** Opens the API; asks nothing yet. */
export function createApi({
  baseUrl,
  token,
  wait = pause,
  tell = () => undefined,
}: ApiAccess): CloudflareApi {
  const once = async (path: string, method: string, body?: string): Promise<Response | Error> => {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      return await fetch(baseUrl + path, {
        method,
        headers,
        signal,
        ...(body !== undefined && { body }),
      });
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };
  return {
    async ask(path, { method, body } = { method: "GET" }) {
      for (let tried = 1; ; tried++) {
        const answer = await once(path, method, body);
        if (answer instanceof Response && (answer.ok || answer.status === 404)) return answer;
        if (tried === TRIES || !isPassing(answer)) throw await faultOf(answer);
        const ms = waitBefore(answer, tried);
        if (ms > MAX_WAIT_MS) throw tooLong(answer, ms);
        if (ms >= TOLD_WAIT_MS) tell(waitLine(answer, ms, tried));
        await wait(ms);
      }
    },
  };
}

/** Whether it is worth asking again. */
function isPassing(answer: Response | Error): boolean {
  return answer instanceof Error || answer.status === 429 || answer.status >= 500;
}

/** How long the API wants to be left alone, by Retry-After in seconds or as a date, else by how
 *  often it was asked. Milliseconds.
 *  @see RFC 9110 section 10.2.3 */
function waitBefore(answer: Response | Error, tried: number): number {
  const given = answer instanceof Response ? answer.headers.get("Retry-After") : null;
  const asSeconds = Number(given ?? Number.NaN) * 1_000;
  const asDate = given === null ? Number.NaN : Date.parse(given) - Date.now();
  const told = Number.isNaN(asSeconds) ? asDate : asSeconds;
  const ms = Number.isNaN(told) ? FIRST_WAIT_MS * 2 ** (tried - 1) : told;
  return Math.max(ms, 0);
}

function waitLine(answer: Response | Error, ms: number, tried: number): string {
  return `Cloudflare's API ${saidBy(answer)}: waiting ${Math.ceil(ms / 1_000)} s, then asking again (${tried + 1} of ${TRIES}).`;
}

function saidBy(answer: Response | Error): string {
  if (answer instanceof Error) return "does not answer";
  if (answer.status !== 429) return `answered ${answer.status}`;
  return "is asked too often (429)";
}

function tooLong(answer: Response | Error, ms: number): ApiFault {
  const minutes = Math.ceil(ms / 60_000).toLocaleString("en");
  return new ApiFault(
    `Cloudflare's API ${saidBy(answer)} and wants to be left alone for ${minutes} minutes, more than the ${MAX_WAIT_MS / 60_000} that are waited`,
  );
}

async function faultOf(answer: Response | Error): Promise<ApiFault> {
  if (answer instanceof Error) {
    const cause = answer.cause instanceof Error ? `: ${answer.cause.message}` : "";
    return new ApiFault(`${answer.message}${cause}`, { cause: answer });
  }
  const text = await answer.text();
  const [first] = recordsIn(parsedJson(text), "errors");
  const said =
    first === undefined ? "" : `: ${String(first["message"])} [code: ${String(first["code"])}]`;
  return new ApiFault(`Cloudflare's API answered ${answer.status}${said}`);
}
