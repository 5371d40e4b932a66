import { renderProblem } from "#pages/problem-page.ts";
import { readSurroundings } from "./problem-surroundings.ts";
import { StoreDown } from "#store/fault.ts";
import { prefersMarkdown } from "./accept.ts";
import { CACHE } from "./cache-control.ts";
import { HTML_TYPE, jsonText } from "./conditional.ts";
import { cachedSite } from "./cached-site.ts";
import { faultLine } from "./request-log.ts";
import type { AppDeps, AppContext } from "./env.ts";
import { Problem, PROBLEMS } from "./problem.ts";

/** Makes the answer to a request that failed: problem details for programs, a page for people.
 *  An error that is no Problem is logged, once, and tells whoever asked nothing but that it
 *  happened.
 *  @see RFC 9457 */
export async function answerProblem(
  error: unknown,
  c: AppContext,
  deps: AppDeps,
): Promise<Response> {
  const told = problemFrom(error, c);
  const { problem, message: detail, headers, errors, article } = told;
  const { status, title } = PROBLEMS[problem];
  const { pathname, search } = new URL(c.req.url);
  const all = {
    Vary: "Accept",
    "Cache-Control": status === 404 || status === 410 ? CACHE.absence : CACHE.never,
    ...headers,
  };
  if (isForPeople(c, status)) {
    const { context, help } = await readSurroundings(c, deps, article);
    const page = renderProblem(context, { status, detail, help });
    return new Response(page, { status, headers: { ...all, "Content-Type": HTML_TYPE } });
  }
  const { baseUrl } = cachedSite(c, deps);
  const type = `${baseUrl}/problems/${problem}`;
  const body = jsonText({ type, title, status, detail, instance: pathname + search, errors });
  return new Response(body, {
    status,
    headers: { ...all, "Content-Type": "application/problem+json" },
  });
}

/** An error as what is told of it. One that is no Problem is logged. */
export function problemFrom(error: unknown, c: AppContext): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StoreDown) {
    console.warn(faultLine(c, "store-down", error));
    const detail = "KV does not answer, and nothing is held that could stand in";
    return new Problem("store-down", detail, { "Retry-After": "30" });
  }
  console.error(faultLine(c, "internal-error", error));
  return new Problem("internal-error", "It was logged");
}

/** Feeds and pages tell people, and feed readers that show what they got, that a thing is not
 *  there; the API, JSON and Markdown tell programs. Other problems go to people when the client
 *  says that it reads HTML. */
function isForPeople(c: AppContext, status: number): boolean {
  if (FOR_PROGRAMS.test(c.req.path)) return false;
  const accept = c.req.header("Accept") ?? "";
  if (prefersMarkdown(accept)) return false;
  if (accept.includes("text/html")) return true;
  if (accept.includes("json") || MARKDOWN.test(c.req.path)) return false;
  return status === 404 || status === 410;
}

/** Matches `/articles/87613.md`, `/sections/news.md`; refuses `/notes.md`, which nothing of ours
 *  would have been. */
const MARKDOWN = /^\/(?:articles|sections)\/.+\.md$/;

/** Matches `/api/search`, `/admin/articles/7`, `/healthz`, `/search-index.json`,
 *  `/articles/87613.json`; refuses `/`, `/api`, `/articles/87613`, `/feed.json`. */
const FOR_PROGRAMS = /^\/(?:api\/|admin\/|healthz$|search-index\.json$|articles\/[^/]*\.json$)/;
