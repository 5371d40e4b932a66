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
import { createFeedMemory } from "#serve/http/feed-cache.ts";
import { answerProblemNote, answerStyle } from "#serve/http/fixed-answer.ts";
import { answerHeld } from "#serve/http/response-cache.ts";
import { answerHealth } from "#serve/http/health-answer.ts";
import type { Bindings, Desk, House } from "#serve/http/env.ts";
import { answerIcon } from "#serve/http/icon-answer.ts";
import { answerIndex } from "#serve/search/index-answer.ts";
import { answerMedia } from "#serve/http/media-answer.ts";
import { answerOpenSearch } from "#serve/search/opensearch.ts";
import { answerPlace } from "#serve/feeds/place-answer.ts";
import { Problem } from "#serve/http/problem.ts";
import { ALLOWED_METHODS, preflight, publicHeaders } from "#serve/http/public-headers.ts";
import { type Answer, fromRelease } from "#serve/http/release-route.ts";
import { canonicalPath, pathBelow, segmentsOf } from "#serve/http/request-path.ts";
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
 *  @param desk  tests give a cache and a clock of their own */
export function createApp(desk: Partial<Desk> = {}): Hono<House> {
  const { cache = createIsolateCache(), now = Date.now, memory = createFeedMemory() } = desk;
  const house: Desk = { cache, now, memory };
  const app = new Hono<House>({ getPath });
  const get = (path: string, answer: Answer) => app.get(path, fromRelease(house, answer));
  app.use(publicHeaders(house));
  app.onError((error, c) => answerProblem(error, c, house));
  app.options("*", preflight);

  get("/", async (visit) => (await answerHomeAlias(visit)) ?? answerPlace(visit));
  get("/feed.xml", answerPlace);
  get("/atom.xml", answerPlace);
  get("/feed.json", answerPlace);
  get("/archive/:name/:file", answerPlace);
  get("/sections/*", answerPlace);
  get("/tags/*", answerTopic);
  get("/authors/*", answerTopic);
  get("/languages/*", answerTopic);
  get("/corrections/*", answerCorrections);
  get("/articles/:name", (visit) => answerArticle(visit, segmentAt(visit.c.req.path, 1)));
  get("/api/articles", answerArticles);
  get("/api/sections", answerSections);
  get("/api/search", answerSearch);
  get("/api/suggest", answerSuggest);
  get("/search", answerSearchPage);
  get("/search/*", answerSearchFeed);
  get("/feeds", answerFeeds);
  get("/feeds.opml", answerOpml);
  get("/sitemap.xml", answerSitemap);
  get("/sitemaps/:name", (visit) => answerSitemapPart(visit, segmentAt(visit.c.req.path, 1)));
  get("/news-sitemap.xml", answerNewsSitemap(house));
  get("/healthz", answerHealth(house));
  get("/favicon.ico", answerIcon);
  get("/opensearch.xml", answerOpenSearch);
  get("/search-index.json", answerIndex);
  app.get("/media/:name", (c) => answerMedia(c, segmentAt(c.req.path, 1)));
  app.get("/problems/:name", (c) => answerProblemNote(c, segmentAt(c.req.path, 1), house));
  app.get("/robots.txt", answerRobots(house));
  app.get("/:style{style-[a-z0-9]+\\.css}", answerStyle);
  get("*", (visit) => answerAlias(visit));
  // GET has been answered by now.
  app.all("*", ({ req: { method } }) => {
    throw new Problem("method-not-allowed", `${method} is not allowed here`, {
      Allow: ALLOWED_METHODS,
    });
  });
  const { fetch } = app;
  app.fetch = (request, env, context) =>
    answerHeld(request, env, house) ?? fetch(request, env, context);
  return app;
}

/** The app as the Worker runs it. Called in the global scope, whose CPU time is no request's: what is compiled there, the first search need not wait for:
 *  about 140 ms of the second that an isolate may take to start. */
export function startApp(): Hono<House> {
  warmUp();
  warmUpWords();
  return createApp();
}

function getPath(request: Request, options?: { readonly env?: Bindings }): string {
  return canonicalPath(pathBelow(new URL(request.url).pathname, options?.env?.BASE_URL));
}

function segmentAt(path: string, index: number): string {
  return segmentsOf(path)[index] ?? "";
}
