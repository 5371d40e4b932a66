import { articlePath, sectionFolder } from "#model/address.ts";
import { epochMs, instantFromEpoch, laterOf } from "#model/instant.ts";
import type { SectionPath } from "#model/name.ts";
import type { Manifest } from "#model/release.ts";
import { FEEDS_REVISION } from "#feeds/feed.ts";
import { NEWS_SITEMAP_MAX, NEWS_SITEMAP_SPAN_MS, renderNewsSitemap } from "#feeds/news-sitemap.ts";
import { renderSitemap, renderSitemapIndex, type SitemapPage } from "#feeds/sitemap.ts";
import { firstSince } from "#search/run/filter.ts";
import { readCardRange } from "#store/card-reading.ts";
import { answerAlias } from "./alias-answer.ts";
import { readColumns } from "#searcher/recent-index.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional } from "#serve/http/conditional.ts";
import type { AppDeps } from "#serve/http/env.ts";
import type { ReleaseHandler, RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** The media type of sitemaps. */
const XML_TYPE = "application/xml; charset=utf-8";
/** Blobs of cards that one part is made from: at most 512 articles, about 4 ms of CPU, of the 10
 *  that a request has. */
const BLOBS_PER_PART = 8;

/** `GET /sitemap.xml`: the list of the parts. Reads `current` alone. */
export async function answerSitemap(scope: RequestScope): Promise<Response> {
  const { reader, baseUrl } = scope;
  const { count, cardsPerBlob } = reader.manifest;
  const parts = Math.ceil(count / (BLOBS_PER_PART * cardsPerBlob));
  const names = ["pages", ...Array.from({ length: parts }, (_, index) => String(index + 1))];
  return answerXml(scope, ["sitemap", parts], () =>
    renderSitemapIndex(names.map((name) => ({ url: `${baseUrl}/sitemaps/${name}.xml` }))),
  );
}

/** `GET /sitemaps/{name}`: the home page and the sections as `pages.xml`, up to 512 articles
 *  each as `1.xml` and so on, oldest first, so that a publication changes the last part only. 9
 *  KV reads in 2 rounds; a 304 costs one.
 *  @throws {Problem} page-not-found */
export async function answerSitemapPart(scope: RequestScope, name: string): Promise<Response> {
  const { reader, site, baseUrl } = scope;
  const { fronts } = reader.manifest;
  if (name === "pages.xml") {
    const dates = fronts.map(({ path, modified }) => [path, modified]);
    return answerXml(scope, ["pages", await siteTag(site), JSON.stringify(dates)], () =>
      renderSitemap(pagesOf(scope)),
    );
  }
  const number = Number(/^([1-9]\d{0,5})\.xml$/.exec(name)?.[1] ?? 0);
  const { from, to } = partAt(reader.manifest, number);
  if (number === 0 || from >= to) return answerAlias(scope);
  return answerXml(scope, ["part", ...partTags(reader.manifest, from, to)], async () => {
    const articles = await readCardRange(reader, from, to);
    // What lives elsewhere is in the sitemap of its own site.
    const own = articles.filter(({ url }) => url === undefined);
    return renderSitemap(
      own.map(({ id, published, updated }) => ({
        url: baseUrl + articlePath(id),
        modified: updated === undefined ? published : laterOf(published, updated),
      })),
    );
  });
}

/** The articles of one part, counted from 1. */
function partAt(
  { count, cardsPerBlob }: Manifest,
  number: number,
): { readonly from: number; readonly to: number } {
  const size = BLOBS_PER_PART * cardsPerBlob;
  return { from: (number - 1) * size, to: Math.min(number * size, count) };
}

/** What tells two versions of a part apart: the blobs that it is made from; where articles are laid
 *  over the base, which shifts all behind them, the release's content. */
function partTags(
  { cards, cardsPerBlob, recent, content }: Manifest,
  from: number,
  to: number,
): readonly (string | number)[] {
  if (recent !== undefined) return [content, from, to];
  return cards.slice(from / cardsPerBlob, Math.ceil(to / cardsPerBlob));
}

/** `GET /news-sitemap.xml`: the articles of the last 48 hours. It hangs on the clock, so that
 *  its entity tag names the oldest of them. 2 KV reads, and one for each 64 articles that are
 *  shown, in 3 rounds. */
export function answerNewsSitemap({ now }: Pick<AppDeps, "now">): ReleaseHandler {
  return async (scope) => {
    const { reader, site, baseUrl } = scope;
    const { count, content } = reader.manifest;
    const time = now();
    const columns = await readColumns(reader);
    const since = Math.floor((time - NEWS_SITEMAP_SPAN_MS) / 1000) + 1;
    const from = Math.max(firstSince(columns, since), count - NEWS_SITEMAP_MAX);
    return answerXml(scope, ["news", content, await siteTag(site), from], async () => {
      const articles = await readCardRange(reader, from, count);
      return renderNewsSitemap(articles.toReversed(), {
        site,
        baseUrl,
        now: instantFromEpoch(time),
      });
    });
  };
}

function pagesOf({ reader, baseUrl }: RequestScope): readonly SitemapPage[] {
  const pages = reader.manifest.fronts.map(({ path, modified }) => ({
    // The manifest's own paths were checked when the sections were.
    url: path === "" ? `${baseUrl}/` : baseUrl + sectionFolder(path as SectionPath),
    modified,
  }));
  return [...pages, { url: `${baseUrl}/feeds` }];
}

async function answerXml(
  { c, reader, baseUrl }: RequestScope,
  parts: readonly (string | number)[],
  body: () => Promise<string> | string,
): Promise<Response> {
  const etag = await etagOf(...parts, baseUrl, FEEDS_REVISION);
  const validators = { etag, modified: epochMs(reader.manifest.created) };
  return conditional(c, { validators, type: XML_TYPE, cache: CACHE.feed }, body);
}
