import { Hono } from "hono";
import { methodAndPath, type RouteName, ROUTES } from "./route-list.ts";
import { warmUp } from "#search/warm/warm-up.ts";
import { warmUpWords } from "#search/warm/warm-up-words.ts";
import { createIsolateCache } from "#store/isolate-cache.ts";
import {
  answerCatalog,
  answerLlms,
  answerServerCard,
  discoveryLinks,
} from "#serve/agents/discovery.ts";
import { answerMcp } from "#serve/agents/mcp-answer.ts";
import { answerRsl } from "#serve/agents/rsl-answer.ts";
import { answerAlias, answerHomeAlias } from "#serve/articles/alias-answer.ts";
import { answerArticle } from "#serve/articles/article-answer.ts";
import { answerProblem } from "#serve/http/answer-problem.ts";
import { answerAdmin } from "#serve/admin/admin-answer.ts";
import { answerApiPage, answerOpenApi } from "./api-answer.ts";
import { answerArticles } from "#serve/articles/articles-api.ts";
import { answerCorrections } from "#serve/feeds/corrections-answer.ts";
import { answerFeeds, answerOpml } from "#serve/feeds/feeds-answer.ts";
import { createFeedCache } from "#serve/http/feed-cache.ts";
import { answerDemo } from "#serve/http/demo-answer.ts";
import { answerProblemNote, answerStyle } from "#serve/http/static-answer.ts";
import { answerFromCache } from "#serve/http/response-cache.ts";
import { answerHealth } from "#serve/http/health-answer.ts";
import type { Bindings, AppDeps, AppEnv, Handler } from "#serve/http/env.ts";
import { answerIcon } from "#serve/http/icon-answer.ts";
import { answerIndex } from "#serve/search/index-answer.ts";
import { answerMedia } from "#serve/http/media-answer.ts";
import { answerCanary } from "#serve/edge/canary.ts";
import { scheduledBy } from "#serve/edge/timer.ts";
import { answerPurge } from "#serve/admin/purge-answer.ts";
import { answerOpenSearch } from "#serve/search/opensearch.ts";
import { answerPlace } from "#serve/feeds/place-answer.ts";
import { Problem } from "#serve/http/problem.ts";
import { ALLOWED_METHODS, preflightOf, publicHeaders } from "#serve/http/public-headers.ts";
import { type ReleaseHandler, fromRelease } from "#serve/http/release-route.ts";
import { limitedBy } from "#serve/http/rate-limit.ts";
import { canonicalPath, pathBelow, segmentsOf } from "#serve/http/request-path.ts";
import { answerWidget, toWidget } from "#serve/http/widget-answer.ts";
import { answerRobots } from "#serve/agents/robots-answer.ts";
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
  const released = (answer: ReleaseHandler): Handler => fromRelease(deps, answer);
  app.use(publicHeaders(deps));
  app.onError((error, c) => answerProblem(error, c, deps));
  app.options("/mcp", preflightOf("POST, OPTIONS"));
  app.options("/admin/*", ({ req: { method } }) => {
    throw new Problem("method-not-allowed", `${method} is not allowed here`);
  });
  app.options("*", preflightOf(ALLOWED_METHODS));
  // What ends in /* takes in what stands before it.
  for (const path of ["/api/search", "/search/*"]) app.use(path, limitedBy("SEARCH_LIMITER"));
  app.use("/api/suggest", limitedBy("SUGGEST_LIMITER"));
  app.use("/admin/*", limitedBy("ADMIN_LIMITER"));

  const answers: Readonly<Record<RouteName, Handler>> = {
    home: released(async (scope) => {
      const links = discoveryLinks(scope.site, scope.baseUrl);
      return (await answerHomeAlias(scope)) ?? answerPlace(scope, links);
    }),
    siteFeed: released((scope) => answerPlace(scope)),
    archive: released((scope) => answerPlace(scope)),
    section: released((scope) => answerPlace(scope)),
    topic: released(answerTopic),
    corrections: released(answerCorrections),
    article: released((scope) => answerArticle(scope, segmentAt(scope.c.req.path, 1))),
    articleList: released(answerArticles(deps)),
    sectionTree: released(answerSections),
    search: released(answerSearch),
    suggest: released(answerSuggest),
    searchPage: released(answerSearchPage),
    searchFeed: released(answerSearchFeed),
    demo: released(answerDemo(widget)),
    apiPage: released(answerApiPage),
    openApi: answerOpenApi,
    widget: answerWidget(widget),
    feeds: released(answerFeeds),
    opml: released(answerOpml),
    sitemap: released(answerSitemap),
    sitemapPart: released((scope) => answerSitemapPart(scope, segmentAt(scope.c.req.path, 1))),
    newsSitemap: released(answerNewsSitemap(deps)),
    health: released(answerHealth(deps)),
    canary: answerCanary,
    icon: released(answerIcon),
    openSearch: released(answerOpenSearch),
    index: released(answerIndex),
    media: (c) => answerMedia(c, segmentAt(c.req.path, 1)),
    problemNote: (c) => answerProblemNote(c, segmentAt(c.req.path, 1), deps),
    robots: answerRobots(deps),
    style: answerStyle,
    llms: released(answerLlms),
    apiCatalog: released(answerCatalog),
    serverCard: released(answerServerCard),
    rsl: released(answerRsl),
    mcp: answerMcp(deps),
    purge: answerPurge,
    putArticle: answerAdmin("put-article", deps),
    deleteArticle: answerAdmin("delete-article", deps),
    getArticle: answerAdmin("get-article", deps),
    listArticles: answerAdmin("list-articles", deps),
    postArticles: answerAdmin("post-articles", deps),
    postMedia: answerAdmin("post-media", deps),
    rollback: answerAdmin("rollback", deps),
    releases: answerAdmin("releases", deps),
    alias: released((scope) => answerAlias(scope)),
  };
  // It says by every other method, in JSON-RPC, that it takes POST.
  app.all("/mcp", answers.mcp);
  for (const [name, routes] of Object.entries(ROUTES)) {
    // Exactly the keys of a constant table.
    for (const route of routes) app.on(...methodAndPath(route), answers[name as RouteName]);
  }
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
export function startApp(script: string) {
  warmUp();
  warmUpWords();
  const deps = { cache: createIsolateCache(), now: Date.now };
  return Object.assign(createApp(deps, script), { scheduled: scheduledBy(deps) });
}

function getPath(request: Request, options?: { readonly env?: Bindings }): string {
  return canonicalPath(pathBelow(new URL(request.url).pathname, options?.env?.BASE_URL));
}

function segmentAt(path: string, index: number): string {
  return segmentsOf(path)[index] ?? "";
}
