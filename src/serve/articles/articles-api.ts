import { articlePath } from "#model/address.ts";
import type { Card } from "#model/card.ts";
import { withoutUndefined } from "#model/defined.ts";
import { epochMs } from "#model/instant.ts";
import { sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import type { Filter } from "#search/query/search-filter.ts";
import { toFilter } from "#search/query/search-filter.ts";
import { ownUrl } from "#text/html/content.ts";
import { listArticles } from "./article-list.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional, JSON_TYPE, jsonText } from "#serve/http/conditional.ts";
import { checkedFrom, countFrom } from "#serve/http/parameter.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { sectionOrSiteAsked } from "#serve/http/section-or-site.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** What the API says of an article in a list. */
type ArticleSummary = Pick<
  Card,
  | "id"
  | "title"
  | "published"
  | "authors"
  | "tags"
  | "lang"
  | "summary"
  | "updated"
  | "kicker"
  | "image"
> & {
  readonly url: string;
  readonly section: { readonly path: string; readonly title: string };
};

/** Articles on one page of the list. */
const LIMIT = { min: 1, max: 100, otherwise: 20 };

/** `GET /api/articles`: articles that pass all filters given, newest first, with the cursor of
 *  the page behind. Columns and cards: 3 rounds.
 *  @throws {Problem} bad-parameter, section-not-found */
export async function answerArticles(scope: RequestScope): Promise<Response> {
  const { c, reader, site, baseUrl, parameters } = scope;
  const { manifest } = reader;
  const filter = filterFrom(scope);
  const limit = countFrom(parameters, "limit", LIMIT);
  const cursor = parameters.get("cursor") || null;
  const asked = JSON.stringify({ ...filter, limit, cursor });
  const etag = await etagOf(manifest.content, await siteTag(site), baseUrl, "articles", asked);
  const representation = {
    validators: { etag, modified: epochMs(manifest.created) },
    type: JSON_TYPE,
    cache: CACHE.page,
  };
  return conditional(c, representation, async () => {
    const { cards, next } = await listArticles(reader, { filter, limit, cursor });
    return jsonText({ articles: cards.map((card) => summaryFrom(card, site, baseUrl)), next });
  });
}

/** A card as the API gives it: with absolute URLs, and its section by title too. */
function summaryFrom(card: Card, site: Site, baseUrl: string): ArticleSummary {
  const { id, title, published, authors, tags, lang, summary, updated, kicker, image } = card;
  const path = card.section;
  return withoutUndefined({
    id,
    title,
    published,
    authors,
    tags,
    lang,
    summary,
    updated,
    kicker,
    url: card.url ?? baseUrl + articlePath(id),
    section: { path, title: sectionAt(site.sections, path)?.title ?? path },
    image: image === undefined ? undefined : ownUrl(image, baseUrl),
  });
}

const FILTERS = ["tag", "author", "lang", "after", "before"] as const;

/** The filters of the request; they mean the same as in a search. */
function filterFrom({ reader, site, parameters }: RequestScope): Filter {
  const section = parameters.get("section");
  const path = section ? sectionOrSiteAsked(reader.manifest, section).path : "";
  const given = FILTERS.map((name) =>
    checkedFrom(parameters, name, (text) => toFilter(name, text, site.timeZone)),
  );
  return given.reduce<Filter>(
    (all, filter) => ({ ...all, ...filter }),
    path === "" ? {} : { section: path },
  );
}
