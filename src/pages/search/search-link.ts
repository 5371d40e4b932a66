import type { PageContext } from "#pages/page-context.ts";
import type { SearchFilters, SearchResults } from "./search-results.ts";

type Asked = Pick<SearchResults, "query" | "filters" | "sort">;

/** What is asked otherwise; `undefined` takes a filter away. */
type SearchChange = {
  readonly query?: string;
  readonly filters?: { readonly [Name in keyof SearchFilters]: SearchFilters[Name] | undefined };
  readonly sort?: SearchResults["sort"];
  readonly page?: number;
};

/** The address of the same search with something changed, on its first page unless another is
 *  named. */
export function searchLink(
  { basePath }: Pick<PageContext, "basePath">,
  asked: Asked,
  change: SearchChange,
): string {
  const parameters = parametersOf({
    query: change.query ?? asked.query,
    filters: { ...asked.filters, ...change.filters },
  });
  const sort = change.sort ?? asked.sort;
  if (sort !== "relevance") parameters.set("sort", sort);
  if (change.page !== undefined && change.page > 1) parameters.set("page", String(change.page));
  return `${basePath}/search?${parameters.toString()}`;
}

/** The query of the feed of a search, with `?`: it has no pages, and is always newest first. */
export function searchFeedQuery({ query, filters }: Pick<Asked, "query" | "filters">): string {
  return `?${parametersOf({ query, filters }).toString()}`;
}

function parametersOf({
  query,
  filters,
}: {
  readonly query: string;
  readonly filters: NonNullable<SearchChange["filters"]>;
}): URLSearchParams {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined && value !== "");
  return new URLSearchParams([["q", query], ...given.map(([name, value]) => [name, value ?? ""])]);
}

/** The filters of one year of publication. */
export function yearFilter(year: string): Pick<SearchFilters, "after" | "before"> {
  return { after: year, before: String(Number(year) + 1).padStart(4, "0") };
}

/** The year that the filters narrow a search to; undefined when they do not. */
export function yearOf({ after, before }: SearchFilters): string | undefined {
  const isYear = after !== undefined && /^\d{4}$/.test(after);
  return isYear && yearFilter(after).before === before ? after : undefined;
}
