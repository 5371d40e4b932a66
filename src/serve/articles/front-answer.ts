import { epochMs } from "#model/instant.ts";
import { renderHome, renderSection } from "#pages/front-page.ts";
import { type Listing, listingFromArticle } from "#pages/listing.ts";
import { settingOf } from "#pages/setting.ts";
import { STYLE_PATH } from "#pages/style.ts";
import { readFront } from "#store/article-reading.ts";
import { listArticles } from "./article-list.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, HTML_TYPE } from "#serve/http/conditional.ts";
import { cursorAfter, cursorText } from "./cursor.ts";
import type { Visit } from "#serve/http/release-route.ts";
import type { Place } from "#serve/http/section-asked.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** Articles on one page for people. */
const PAGE_LENGTH = 30;

/** Part of every page's entity tag: raise it when the same articles come out as other HTML. A change of the stylesheet changes its path, which counts too. */
export const PAGES_REVISION = `2 ${STYLE_PATH}`;

/** The page of a section, or the home page: the newest articles from its front, or with `?cursor=` those behind an article, from the columns.
 *  2 KV reads; 4 in three rounds with a cursor.
 *  @throws {Problem} bad-parameter */
export async function answerFront(visit: Visit, place: Place): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = visit;
  const { manifest } = reader;
  const cursor = parameters.get("cursor");
  const etag = await etagOf(
    manifest.content,
    await siteTag(site),
    baseUrl,
    place.path,
    cursor,
    PAGES_REVISION,
  );
  const representation = {
    validators: { etag, modified: epochMs(manifest.created) },
    type: HTML_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, async () => {
    const { articles, next } =
      cursor === null ? await newest(visit, place) : await older(visit, place);
    const front = {
      articles,
      counts: new Map(manifest.fronts.map(({ path, count }) => [path, count])),
      isNewest: cursor === null,
      ...(next !== undefined && { older: `?cursor=${next}` }),
    };
    const setting = settingOf(site, baseUrl, place.path || undefined);
    return place.section === undefined
      ? renderHome(setting, front)
      : renderSection(setting, place.section, front);
  });
}

type Page = { readonly articles: readonly Listing[]; readonly next?: string };

async function newest({ reader }: Visit, { path, front }: Place): Promise<Page> {
  const all = await readFront(reader, path);
  // Those that came late are older than what the cursor leads to; there they have their place.
  const articles = all.slice(0, Math.min(PAGE_LENGTH, all.length - (front.late ?? 0)));
  const last = articles.at(-1);
  const isAll = last === undefined || front.count === articles.length;
  return {
    articles: articles.map(listingFromArticle),
    ...(!isAll && { next: cursorText(cursorAfter(last)) }),
  };
}

async function older({ reader, parameters }: Visit, { path }: Place): Promise<Page> {
  const { cards, next } = await listArticles(reader, {
    filter: path === "" ? {} : { section: path },
    limit: PAGE_LENGTH,
    cursor: parameters.get("cursor"),
  });
  return { articles: cards, ...(next !== null && { next }) };
}
