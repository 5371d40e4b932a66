import { sectionAt } from "#model/section.ts";
import { languageName } from "#text/analysis/language-name.ts";
import { type Html, html } from "#pages/html.ts";
import type { PageContext } from "#pages/page-context.ts";
import { searchLink, yearFilter, yearOf } from "./search-link.ts";
import type { FacetValue, SearchFilters, SearchResults } from "./search-results.ts";

type Facet = {
  readonly title: string;
  readonly values: readonly FacetValue[];
  readonly nameOf: (value: string) => string;
  readonly filterBy: (value: string) => SearchFilters;
};

/** Values of one facet that are offered. */
const MAX_VALUES = 12;

/** The ways to narrow a search: a menu for each facet that parts the hits, its values with how many
 *  hits each would leave; the filters that hold, each with a way to take it away; the order. */
export function renderNarrowing(context: PageContext, results: SearchResults): Html | false {
  const { words } = context;
  const { sort, total } = results;
  const filters = activeFilters(context, results);
  if (total === 0 && filters.length === 0) return false;
  const orders = [
    ["relevance", words.byRelevance],
    ["date", words.byDate],
  ] as const;
  return html`<div class="narrowing">
    ${
      filters.length > 0 &&
      html`<p class="active">
        ${filters.map(
          ({ name, href }) =>
            html`<a href="${href}" aria-label="${words.withoutFilter(name)}"
              >${name} <span aria-hidden="true">×</span></a
            > `,
        )}
      </p>`
    }
    <nav class="facets" aria-label="${words.filters}">
      ${facetsOf(context).map((facet) => renderFacet(context, results, facet))}
    </nav>
    <p class="orders">
      <span class="hidden">${words.sortBy}</span>
      ${orders.map(([order, name]) => (order === sort ? html`<b aria-current="true">${name}</b> ` : html`<a href="${searchLink(context, results, { sort: order })}">${name}</a> `))}
    </p>
  </div>`;
}

function facetsOf({
  site,
  words,
}: PageContext): readonly (readonly [keyof SearchResults["facets"], Omit<Facet, "values">])[] {
  const titleOf = (path: string): string => sectionAt(site.sections, path)?.title ?? path;
  const same = (value: string): string => value;
  return [
    ["section", { title: words.sections, nameOf: titleOf, filterBy: (section) => ({ section }) }],
    ["year", { title: words.years, nameOf: words.year, filterBy: yearFilter }],
    ["tag", { title: words.tags, nameOf: same, filterBy: (tag) => ({ tag }) }],
    ["author", { title: words.authors, nameOf: same, filterBy: (author) => ({ author }) }],
    ["lang", { title: words.languages, nameOf: languageName, filterBy: (lang) => ({ lang }) }],
  ];
}

/** A menu of one facet; none where there is nothing to choose. */
function renderFacet(
  context: PageContext,
  results: SearchResults,
  [name, facet]: ReturnType<typeof facetsOf>[number],
): Html | false {
  const { filters, facets, total } = results;
  const isActive = (value: string): boolean =>
    Object.entries(facet.filterBy(value)).every(
      ([key, given]) => filters[key as keyof SearchFilters] === given,
    );
  const values = facets[name].filter(
    ({ value, count }) => value !== "und" && count < total && !isActive(value),
  );
  if (values.length === 0) return false;
  return html`<details name="facet">
    <summary>${facet.title}</summary>
    <ul>
      ${values.slice(0, MAX_VALUES).map(
        ({ value, count }) =>
          html`<li>
            <a href="${searchLink(context, results, { filters: facet.filterBy(value) })}"
              >${facet.nameOf(value)}</a
            >
            <span class="count">${context.words.count(count)}</span>
          </li> `,
      )}
    </ul>
  </details> `;
}

/** The filters that hold, and the search without each. */
function activeFilters(
  context: PageContext,
  results: SearchResults,
): readonly { readonly name: string; readonly href: string }[] {
  const { site, words } = context;
  const { section, tag, author, lang, after, before } = results.filters;
  const year = yearOf(results.filters);
  const dates = [after, before].filter((date) => date !== undefined).join(" – ");
  const named: readonly (readonly [
    string | undefined,
    Partial<Record<keyof SearchFilters, undefined>>,
  ])[] = [
    [section && (sectionAt(site.sections, section)?.title ?? section), { section: undefined }],
    [year === undefined ? dates : words.year(year), { after: undefined, before: undefined }],
    [tag, { tag: undefined }],
    [author, { author: undefined }],
    [lang && languageName(lang), { lang: undefined }],
  ];
  return named.flatMap(([name, filters]) =>
    name ? [{ name, href: searchLink(context, results, { filters }) }] : [],
  );
}
