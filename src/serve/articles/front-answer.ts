import { epochMs } from "#model/instant.ts";
import { renderHome, renderSection } from "#pages/front-page.ts";
import { type Teaser, teaserFromArticle } from "#pages/teaser.ts";
import { pageContext } from "#pages/page-context.ts";
import { STYLE_PATH } from "#pages/style.ts";
import { readFront } from "#store/article-reading.ts";
import { listArticles } from "./article-list.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, HTML_TYPE } from "#serve/http/conditional.ts";
import { cursorAfter, cursorText } from "./cursor.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import type { SectionOrSite } from "#serve/http/section-or-site.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** Articles on one page for people. */
const PAGE_LENGTH = 30;

/** Part of every page's entity tag: raise it when the same articles come out as other HTML. A
 *  change of the stylesheet changes its path, which counts too. */
export const PAGES_REVISION = `2 ${STYLE_PATH}`;

/** The page of a section, or the home page: the newest articles from its front, or with
 *  `?cursor=` those behind an article, from the columns. 2 KV reads; 4 in three rounds with a
 *  cursor.
 *  @throws {Problem} bad-parameter */
export async function answerFront(scope: RequestScope, target: SectionOrSite): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = scope;
  const { manifest } = reader;
  const cursor = parameters.get("cursor");
  const etag = await etagOf(
    manifest.content,
    await siteTag(site),
    baseUrl,
    target.path,
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
      cursor === null ? await newest(scope, target) : await older(scope, target);
    const front = {
      articles,
      counts: new Map(manifest.fronts.map(({ path, count }) => [path, count])),
      isNewest: cursor === null,
      ...(next !== undefined && { older: `?cursor=${next}` }),
    };
    const context = pageContext(site, baseUrl, target.path || undefined);
    return target.section === undefined
      ? renderHome(context, front)
      : renderSection(context, target.section, front);
  });
}

type ListPage = { readonly articles: readonly Teaser[]; readonly next?: string };

async function newest({ reader }: RequestScope, { path, front }: SectionOrSite): Promise<ListPage> {
  const all = await readFront(reader, path);
  // Those that came late are older than what the cursor leads to; there they have their place.
  const articles = all.slice(0, Math.min(PAGE_LENGTH, all.length - (front.late ?? 0)));
  const last = articles.at(-1);
  const isAll = last === undefined || front.count === articles.length;
  return {
    articles: articles.map(teaserFromArticle),
    ...(!isAll && { next: cursorText(cursorAfter(last)) }),
  };
}

async function older(
  { reader, parameters }: RequestScope,
  { path }: SectionOrSite,
): Promise<ListPage> {
  const { cards, next } = await listArticles(reader, {
    filter: path === "" ? {} : { section: path },
    limit: PAGE_LENGTH,
    cursor: parameters.get("cursor"),
  });
  return { articles: cards, ...(next !== null && { next }) };
}
