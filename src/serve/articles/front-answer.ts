import { epochMs } from "#model/instant.ts";
import type { Home } from "#model/home.ts";
import { type Teaser, teaserFromArticle, teaserFromCard } from "#model/teaser.ts";
import { type Front, renderOlder, renderSection } from "#pages/front-page.ts";
import { renderHome } from "#pages/home-page.ts";
import { type PageContext, pageContext } from "#pages/page-context.ts";
import type { SectionCounts } from "#pages/section-tree.ts";
import { STYLE_PATH } from "#pages/style.ts";
import { readFront } from "#store/article-reading.ts";
import { readHome } from "#store/home.ts";
import type { Reader } from "#store/reader.ts";
import { listArticles } from "./article-list.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { prefersMarkdown } from "#serve/http/accept.ts";
import { conditional, HTML_TYPE } from "#serve/http/conditional.ts";
import { answerSectionMarkdown } from "./section-markdown.ts";
import { cursorAfter, cursorText } from "./cursor.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import type { SectionOrSite } from "#serve/http/section-or-site.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** Articles on one page for people. */
export const PAGE_LENGTH = 30;

/** Part of every page's entity tag: raise it when the same articles come out as other HTML. A
 *  change of the stylesheet changes its path, which counts too. */
export const PAGES_REVISION = `3 ${STYLE_PATH}`;

/** The page of a section: the newest articles from its front, or with `?cursor=` those behind an
 *  article, from the columns; and the home page, from what was made for it at publication. 2 KV
 *  reads; 4 in three rounds with a cursor. As Markdown where the client rather reads that.
 *  @param link  what the home page says in its Link header
 *  @throws {Problem} bad-parameter */
export async function answerFront(
  scope: RequestScope,
  target: SectionOrSite,
  link?: string,
): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = scope;
  const { manifest } = reader;
  const cursor = parameters.get("cursor") || null;
  if (cursor === null && prefersMarkdown(c.req.header("Accept")))
    return answerSectionMarkdown(scope, target);
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
    vary: "Accept",
    ...(link !== undefined && cursor === null && { link }),
  };
  return conditional(c, representation, async () => {
    const context = pageContext(site, baseUrl, target.path || undefined);
    if (target.section === undefined && cursor === null) return homePage(reader, context);
    const { articles, next } =
      cursor === null ? await newest(scope, target) : await older(scope, target);
    const front: Front = {
      articles,
      counts: sectionCounts(reader),
      isNewest: cursor === null,
      ...(next !== undefined && { older: `?cursor=${next}` }),
    };
    return target.section === undefined
      ? renderOlder(context, front)
      : renderSection(context, target.section, front);
  });
}

/** How many articles each section holds, as the manifest says. */
export function sectionCounts({ manifest }: Reader): SectionCounts {
  return new Map(manifest.fronts.map(({ path, count }) => [path, count]));
}

/** The newest articles of the site as the home page shows them: 1 KV read. */
export async function readNewest(reader: Reader): Promise<readonly Teaser[]> {
  return (await homeOf(reader)).newest;
}

async function homePage(reader: Reader, context: PageContext): Promise<string> {
  const home = await homeOf(reader);
  const olderThan = (teaser: Teaser): string => `?cursor=${cursorText(cursorAfter(teaser))}`;
  return renderHome(context, { home, counts: sectionCounts(reader), olderThan });
}

/** Releases of versions that made nothing for the home page have the site's front instead. */
async function homeOf(reader: Reader): Promise<Home> {
  const home = await readHome(reader);
  if (home !== undefined) return home;
  const articles = await readFront(reader, "");
  return { newest: articles.slice(0, PAGE_LENGTH).map(teaserFromArticle), sections: [] };
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
  return { articles: cards.map(teaserFromCard), ...(next !== null && { next }) };
}
