import { Hono } from "hono";
import { warmUp } from "#search/warm/warm-up.ts";
import { warmUpWords } from "#search/warm/warm-up-words.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import { answerAlias, answerHomeAlias } from "#serve/articles/alias-answer.ts";
import { answerArticle } from "#serve/articles/article-answer.ts";
import { answerProblem } from "#serve/http/answer-problem.ts";
import { answerArticles } from "#serve/articles/articles-api.ts";
import { answerCorrections } from "#serve/feeds/corrections-answer.ts";
import { answerFeeds, answerOpml } from "#serve/feeds/feeds-answer.ts";
import { createFeedCache } from "#serve/http/feed-cache.ts";
import { answerDemo } from "#serve/http/demo-answer.ts";
import { answerProblemNote, answerStyle } from "#serve/http/static-answer.ts";
import { answerFromCache } from "#serve/http/response-cache.ts";
import { answerHealth } from "#serve/http/health-answer.ts";
import type { Bindings, AppDeps, AppEnv } from "#serve/http/env.ts";
import { answerIcon } from "#serve/http/icon-answer.ts";
import { answerIndex } from "#serve/search/index-answer.ts";
import { answerMedia } from "#serve/http/media-answer.ts";
import { answerOpenSearch } from "#serve/search/opensearch.ts";
import { answerPlace } from "#serve/feeds/place-answer.ts";
import { Problem } from "#serve/http/problem.ts";
import { ALLOWED_METHODS, preflight, publicHeaders } from "#serve/http/public-headers.ts";
import { type ReleaseHandler, fromRelease } from "#serve/http/release-route.ts";
import { limitedBy } from "#serve/http/rate-limit.ts";
import { canonicalPath, pathBelow, segmentsOf } from "#serve/http/request-path.ts";
import { answerWidget, toWidget } from "#serve/http/widget-answer.ts";
import { answerRobots } from "#serve/http/robots-answer.ts";
import { answerSearch } from "#serve/search/search-api.ts";
import { answerSearchPage } from "#serve/search/search-answer.ts";
import { answerSearchFeed } from "#serve/feeds/search-feed.ts";
import { answerSections } from "#serve/articles/sections-api.ts";
import { answerSuggest } from "#serve/search/suggest-api.ts";
import {
  answerNewsSitemap,
  answerSitemap,
  answerSitemapPart,
} from "#serve/articles/sitemap-answer.ts";
import { answerTopic } from "#serve/feeds/topic-answer.ts";

/** The whole Worker as a Hono app. Made once for each isolate, whose cache it holds.
 *  @param given  tests give a cache and a clock of their own
 *  @param script  the built search element */
export function createApp(given: Partial<AppDeps> = {}, script = ""): Hono<AppEnv> {
  const { cache = createIsolateCache(), now = Date.now, chance = Math.random } = given;
  const { feedCache = createFeedCache(cache.memory) } = given;
  const deps: AppDeps = { cache, now, feedCache, chance };
  const widget = toWidget(script);
  const app = new Hono<AppEnv>({ getPath });
  const get = (path: string, answer: ReleaseHandler) => app.get(path, fromRelease(deps, answer));
  app.use(publicHeaders(deps));
  app.onError((error, c) => answerProblem(error, c, deps));
  app.options("*", preflight);
  // What ends in /* takes in what stands before it.
  for (const path of ["/api/search", "/search/*"]) app.use(path, limitedBy("SEARCH_LIMITER"));
  app.use("/api/suggest", limitedBy("SUGGEST_LIMITER"));

  get("/", async (scope) => (await answerHomeAlias(scope)) ?? answerPlace(scope));
  get("/feed.xml", answerPlace);
  get("/atom.xml", answerPlace);
  get("/feed.json", answerPlace);
  get("/archive/:name/:file", answerPlace);
  get("/sections/*", answerPlace);
  get("/tags/*", answerTopic);
  get("/authors/*", answerTopic);
  get("/languages/*", answerTopic);
  get("/corrections/*", answerCorrections);
  get("/articles/:name", (scope) => answerArticle(scope, segmentAt(scope.c.req.path, 1)));
  get("/api/articles", answerArticles);
  get("/api/sections", answerSections);
  get("/api/search", answerSearch);
  get("/api/suggest", answerSuggest);
  get("/search", answerSearchPage);
  get("/search/*", answerSearchFeed);
  get("/demo", answerDemo(widget));
  app.get("/search.js", answerWidget(widget));
  app.get("/:script{search-[a-z0-9]+\\.js}", answerWidget(widget));
  get("/feeds", answerFeeds);
  get("/feeds.opml", answerOpml);
  get("/sitemap.xml", answerSitemap);
  get("/sitemaps/:name", (scope) => answerSitemapPart(scope, segmentAt(scope.c.req.path, 1)));
  get("/news-sitemap.xml", answerNewsSitemap(deps));
  get("/healthz", answerHealth(deps));
  get("/favicon.ico", answerIcon);
  get("/opensearch.xml", answerOpenSearch);
  get("/search-index.json", answerIndex);
  app.get("/media/:name", (c) => answerMedia(c, segmentAt(c.req.path, 1)));
  app.get("/problems/:name", (c) => answerProblemNote(c, segmentAt(c.req.path, 1), deps));
  app.get("/robots.txt", answerRobots(deps));
  app.get("/:style{style-[a-z0-9]+\\.css}", answerStyle);
  get("*", (scope) => answerAlias(scope));
  // GET has been answered by now.
  app.all("*", ({ req: { method } }) => {
    throw new Problem("method-not-allowed", `${method} is not allowed here`, {
      Allow: ALLOWED_METHODS,
    });
  });
  const { fetch } = app;
  app.fetch = (request, env, context) =>
    answerFromCache(request, env, deps) ?? fetch(request, env, context);
  return app;
}

/** The app as the Worker runs it. Called in the global scope, whose CPU time is no request's:
 *  what is compiled there, the first search need not wait for: about 140 ms of the second that
 *  an isolate may take to start.
 *  @param script  the built search element */
export function startApp(script: string): Hono<AppEnv> {
  warmUp();
  warmUpWords();
  return createApp({}, script);
}

function getPath(request: Request, options?: { readonly env?: Bindings }): string {
  return canonicalPath(pathBelow(new URL(request.url).pathname, options?.env?.BASE_URL));
}

function segmentAt(path: string, index: number): string {
  return segmentsOf(path)[index] ?? "";
}
