import { toLanguageTag } from "#model/language-tag.ts";
import { rejection, type Rejection } from "#model/rejection.ts";
import type { FeedFormat } from "#model/release.ts";
import { filteredHeading } from "#feeds/heading.ts";
import type { Filter } from "#search/query/search-filter.ts";
import { headingOf } from "./feed-answer.ts";
import { answerQueryFeed, findFiltered } from "./query-feed.ts";
import { foundIn, movedByTag } from "./present-language.ts";
import { movedTo } from "#serve/http/redirect.ts";
import { queryWith } from "#serve/http/request-path.ts";
import { checkedFrom } from "#serve/http/parameter.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import type { SectionOrSite } from "#serve/http/section-or-site.ts";

/** What is left of a feed: a section's own articles, those in one language, or both. */
type FeedFilter = { readonly own: boolean; readonly lang?: string };

/** Reads `?depth=0` and `?lang=` of a feed; whatever else stands in the query is junk that others
 *  put there. The whole site has no articles of its own, so that there `depth` means nothing.
 *  @returns undefined when the feed is asked for as a whole
 *  @throws {Problem} bad-parameter */
export function feedFilterAsked(
  { parameters }: RequestScope,
  { path }: SectionOrSite,
): FeedFilter | undefined {
  const lang = checkedFrom(parameters, "lang", toLanguageTag);
  const own = path !== "" && checkedFrom(parameters, "depth", toDepth) !== undefined;
  if (lang === undefined) return own ? { own } : undefined;
  return { own, lang };
}

/** `?depth=0` and `?lang=` of a section's feed, `?lang=` of the site's: the newest articles that
 *  are left, from the columns. It has no archive. */
export async function answerFilteredFeed(
  scope: RequestScope,
  place: SectionOrSite,
  { feedFilter, format }: { readonly feedFilter: FeedFilter; readonly format: FeedFormat },
): Promise<Response> {
  const { c, reader, parameters, baseUrl } = scope;
  const { lang } = feedFilter;
  const move = (tag: string): Response =>
    movedTo(baseUrl, c.req.path + queryWith(parameters, { lang: tag }));
  // Other spellings of a language have one address.
  if (lang !== undefined && lang !== parameters.get("lang")) return move(lang);
  const heading = filteredHeading(headingOf(scope, place), feedFilter);
  const filter = filterOf(place, feedFilter);
  const answer = answerQueryFeed(
    scope,
    {
      address: heading,
      find: async () => foundIn(reader, lang, await findFiltered(reader, filter)),
      heading: () => heading,
      ...(place.section !== undefined && { section: place.section.path }),
    },
    format,
  );
  return answer.catch((error: unknown) => movedByTag(error, move));
}

function filterOf({ path }: SectionOrSite, { own, lang }: FeedFilter): Filter {
  const within: Filter = path === "" ? {} : own ? { own: path } : { section: path };
  return { ...within, ...(lang !== undefined && { lang }) };
}

function toDepth(text: string): 0 | Rejection {
  if (text === "0") return 0;
  const what = `${JSON.stringify(text.slice(0, 40))} is no depth of a feed`;
  return rejection({}, { what, fix: "write 0 for a section without those below it" });
}
