import { CACHE } from "./cache-control.ts";
import type { AppContext } from "./env.ts";
import { Problem } from "./problem.ts";
import { etagOf, isFresh, isRefused, type Validators, validatorHeaders } from "./validator.ts";

/** A representation before its bytes are made: enough for a 304. */
type Representation = {
  readonly validators: Validators;
  /** Content-Type. */
  readonly type: string;
  /** Cache-Control: one of CACHE. */
  readonly cache: string;
  /** Value of the Link header; ASCII. */
  readonly link?: string;
  /** Request headers that the answer hangs on. */
  readonly vary?: string;
  /** What else its headers say. */
  readonly more?: Readonly<Record<string, string>>;
};

/** What the body of a 200 is written as; with the value of a Link header that nobody knows before
 *  what it is made of has been read. */
type WrittenBody =
  | string
  | Uint8Array<ArrayBuffer>
  | { readonly text: string; readonly link: string | undefined };

/** Answers 412 when the client wants something else than this, 304 when its copy is still right;
 *  else 200 with what `body` gives, which is not called before it is needed. */
export async function conditional(
  c: AppContext,
  { validators, type, cache, link, vary, more }: Representation,
  body: () => Promise<WrittenBody> | WrittenBody,
): Promise<Response> {
  const headers = {
    ...validatorHeaders(validators),
    "Cache-Control": cache,
    ...(link !== undefined && { Link: link }),
    ...(vary !== undefined && { Vary: vary }),
    ...more,
  };
  if (isRefused(c.req.raw.headers, validators))
    throw new Problem("precondition-failed", "What is here is not what the request asks for");
  if (isFresh(c.req.raw.headers, validators)) return new Response(null, { status: 304, headers });
  const written = await body();
  const answer = { ...headers, "Content-Type": type };
  if (typeof written === "string" || written instanceof Uint8Array)
    return new Response(written, { headers: answer });
  const { text, link: later } = written;
  return new Response(text, {
    headers: { ...answer, ...(later !== undefined && { Link: later }) },
  });
}

/** Answers with a text that is made in no time, by a tag of just its bytes. */
export async function conditionalText(
  c: AppContext,
  representation: Omit<Representation, "validators">,
  text: string,
): Promise<Response> {
  const validators = { etag: await etagOf(text) };
  return conditional(c, { ...representation, validators }, () => text);
}

/** JSON that is made anew for each request, and kept by nobody.
 *  @param more  headers of this answer alone */
export function uncachedJson(
  value: unknown,
  { status = 200, more = {} }: { readonly status?: number; readonly more?: object } = {},
): Response {
  const headers = { "Content-Type": JSON_TYPE, "Cache-Control": CACHE.never, ...more };
  return new Response(jsonText(value), { status, headers });
}

/** Media types of what is not a feed. */
export const HTML_TYPE = "text/html; charset=utf-8";
/** Markdown, in UTF-8 as RFC 7763 asks to be told. */
export const MARKDOWN_TYPE = "text/markdown; charset=utf-8";
/** JSON of the API. */
export const JSON_TYPE = "application/json; charset=utf-8";

/** JSON in which no text can be taken for markup: `<` is written as its escape.
 *  @see trust.md §2 row 2 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
