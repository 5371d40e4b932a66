import { lookup as lookUp } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { isIP } from "node:net";
import { isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { readBody } from "./response-body.ts";
import { hostFault, isPublicAddress } from "./public-address.ts";

/** What may be fetched, and how long and how much. */
export type FetchLimits = {
  /** Whether addresses of this machine and of private networks may be asked too. */
  readonly allowPrivate: boolean;
  /** Bytes of a body, counted after decompression. */
  readonly maxBytes: number;
  /** Milliseconds for a whole request, its body included. */
  readonly maxMs: number;
  /** Gives the addresses of a host: the system's resolver, unless a test has its own. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Whether an address may be connected to: `isPublicAddress`, unless a test has its own. */
  readonly isAllowed?: (address: string) => boolean;
};

/** One answer. */
export type Answer = {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** Decompressed; empty for a redirect and for 304. */
  readonly bytes: Uint8Array;
};

/** Limits of one request.
 *  @see trust.md section 2, rows 5 and 6 */
export const FETCH_LIMITS = { maxBytes: 10 * 1024 * 1024, maxMs: 15_000 };

const AGENT = "Broadsheet/0.1 (import)";

/** Asks for a URL once, and follows nothing. It connects only to an address that was checked after
 *  the name was resolved, so that a name that leads elsewhere the second time is of no use.
 *  @param headers  further ones, such as If-None-Match
 *  @returns a Rejection when the URL is not http or https, leads into a private network, or answers
 *    too much, too slowly or not at all */
export async function fetchOnce(
  address: string,
  headers: Readonly<Record<string, string>>,
  limits: FetchLimits,
): Promise<Answer | Rejection> {
  const place = { file: address.slice(0, 300) };
  const url = URL.parse(address);
  const fault = urlFault(url, limits);
  if (url === null || fault !== undefined) return rejection(place, fault ?? { what: "is no URL" });
  const target = await targetOf(url, limits);
  if (isRejection(target)) return rejection(place, ...target.faults);
  const signal = AbortSignal.timeout(limits.maxMs);
  const wanted: RequestOptions = {
    agent: false,
    lookup: pinned(target),
    headers: {
      "user-agent": AGENT,
      accept: "*/*",
      "accept-encoding": "gzip, deflate, br",
      ...headers,
    },
    signal,
  };
  try {
    const message = await send(url, wanted);
    const bytes = await readBody(message, limits.maxBytes);
    if (isRejection(bytes)) return rejection(place, ...bytes.faults);
    return { status: message.statusCode ?? 0, headers: message.headers, bytes };
  } catch (error) {
    // The connection that is cut for its time says only that it was cut.
    return rejection(place, failureOf(signal.aborted ? signal.reason : error, limits));
  }
}

function urlFault(url: URL | null, { allowPrivate }: FetchLimits) {
  if (url === null) return { what: "is no URL", fix: "write https://example.org/feed.xml" };
  if (!/^https?:$/.test(url.protocol))
    return {
      what: `${url.protocol} is not fetched`,
      fix: "only http and https are; save a file here and name it",
    };
  if (url.username || url.password)
    return { what: "has a user name or a password", fix: "leave it out" };
  const fault = allowPrivate ? undefined : hostFault(url.hostname);
  return fault === undefined ? undefined : refusal(fault);
}

function refusal(what: string) {
  return { what, fix: "if you mean this machine or network, say --allow-private" };
}

/** The address to connect to: every address that the name has must be allowed. */
async function targetOf(
  url: URL,
  { allowPrivate, resolve = systemResolve, isAllowed = isPublicAddress, maxMs }: FetchLimits,
): Promise<string | Rejection> {
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.+$/, "");
  try {
    const addresses = isIP(host) ? [host] : await within(resolve(host), maxMs);
    const refused = allowPrivate ? undefined : addresses.find((address) => !isAllowed(address));
    if (refused !== undefined)
      return rejection({}, refusal(`leads to ${refused}, which is not on the open internet`));
    return addresses[0] ?? rejection({}, { what: "has no address" });
  } catch (error) {
    return rejection({}, failureOf(error, { maxMs }));
  }
}

async function systemResolve(host: string): Promise<readonly string[]> {
  return (await lookUp(host, { all: true })).map(({ address }) => address);
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const timeout = AbortSignal.timeout(ms);
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      timeout.addEventListener("abort", () => reject(timeout.reason as Error), { once: true });
    }),
  ]);
}

/** A resolver that knows one answer. */
function pinned(address: string): LookupFunction {
  const family = isIP(address);
  return (_host, options, callback) => {
    if (options.all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

function send(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    request(url, options, resolve).once("error", reject).end();
  });
}

/** What is wrong with certificates, by the codes of Node and OpenSSL. */
const CERTIFICATES: Readonly<Record<string, string>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: "is not its own",
  DEPTH_ZERO_SELF_SIGNED_CERT: "nobody vouches for",
  SELF_SIGNED_CERT_IN_CHAIN: "nobody vouches for",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "nobody vouches for",
  UNABLE_TO_GET_ISSUER_CERT: "nobody vouches for",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "nobody vouches for",
  CERT_HAS_EXPIRED: "has expired",
  CERT_NOT_YET_VALID: "is not valid yet",
};

function failureOf(error: unknown, { maxMs }: Pick<FetchLimits, "maxMs">) {
  if (!(error instanceof Error)) throw error;
  if (error.name === "TimeoutError" || error.name === "AbortError")
    return { what: `gave no whole answer in ${maxMs / 1_000} s` };
  const { code = error.message } = error as NodeJS.ErrnoException;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return { what: `its host has no address (${code})`, fix: "check the name and the network" };
  const fault = CERTIFICATES[code];
  if (fault !== undefined)
    return {
      what: `has a certificate that ${fault} (${code})`,
      fix: "check the address, or ask the site",
    };
  return { what: `cannot be fetched (${code})` };
}
