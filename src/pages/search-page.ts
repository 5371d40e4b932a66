import type { HighlightSegment } from "#model/highlight-segment.ts";
import type { SectionPath } from "#model/name.ts";
import { sectionAt } from "#model/section.ts";
import { renderLayout } from "./layout.ts";
import { type Html, html, langAttribute } from "./html.ts";
import { hrefOf, type Teaser, renderTeaserMeta } from "./teaser.ts";
import type { PageContext } from "./page-context.ts";

/** What the results page shows of a hit. */
type HitTeaser = Teaser & {
  /** Whether it has only some of the words. */
  readonly partial: boolean;
  readonly highlights: {
    readonly title: readonly HighlightSegment[];
    readonly snippet: readonly HighlightSegment[];
  };
};

/** What the results page shows: what was asked, and what was found. */
export type SearchResults = {
  readonly query: string;
  readonly section?: SectionPath;
  readonly sort: "relevance" | "date";
  readonly total: number;
  readonly page: number;
  /** Whether a further page would show more. */
  readonly hasMore: boolean;
  readonly degraded: boolean;
  readonly suggestion: string | null;
  readonly hits: readonly HitTeaser[];
  /** The sections that hold hits, most first. */
  readonly sections: readonly { readonly value: string; readonly count: number }[];
};

type SearchChange = { readonly query?: string; readonly section?: string; readonly sort?: string };

/** The results page for people; without results, the search form alone. */
export function renderSearch(context: PageContext, results: SearchResults | undefined): string {
  const { words } = context;
  const { query = "" } = results ?? {};
  return renderLayout(context, {
    title: query ? `${query} – ${words.search}` : words.search,
    query,
    main: results === undefined ? html`<h1>${words.search}</h1>` : renderResults(context, results),
  });
}

function renderResults(context: PageContext, results: SearchResults): Html {
  const { words } = context;
  const { query, total, hits, suggestion, degraded } = results;
  return html`<h1>${hits.length > 0 ? words.results(total, query) : words.noResults(query)}</h1>
    ${
      suggestion !== null &&
      html`<p>
        ${words.didYouMean}
        <a href="${searchLink(context, results, { query: suggestion })}">${suggestion}</a>
      </p>`
    }${degraded && html`<p class="small">${words.degraded}</p>`}${renderNarrowing(context, results)}
    <ol class="hits">
      ${hits.map((hit) => html`<li>${renderHit(hit, context)}</li> `)}
    </ol>
    ${renderPager(context, results)}`;
}

/** Ways to the same search in one section, and in the other order. */
function renderNarrowing(context: PageContext, results: SearchResults): Html | false {
  const { site, words } = context;
  const { section, sort, sections, total } = results;
  if (total === 0 && section === undefined) return false;
  const titleOf = (path: string): string => sectionAt(site.sections, path)?.title ?? path;
  const shown = sections.filter(({ value }) => value !== section).slice(0, MAX_SECTIONS);
  const orders = [
    ["relevance", words.byRelevance],
    ["date", words.byDate],
  ] as const;
  return html`<p class="narrow">
      ${orders.map(([order, name]) => (order === sort ? html`<b>${name}</b> ` : html`<a href="${searchLink(context, results, { sort: order })}">${name}</a> `))}
    </p>
    <p class="narrow">
      ${
        section === undefined
          ? html`<b>${words.everywhere}</b> `
          : html`<a href="${searchLink(context, results, { section: "" })}">${words.everywhere}</a>
              <b>${titleOf(section)}</b> `
      }${shown.map(({ value, count }) => html`<a href="${searchLink(context, results, { section: value })}">${titleOf(value)}</a> <span class="count">${count}</span> `)}
    </p>`;
}

/** How many sections a search can be narrowed to with one click. */
const MAX_SECTIONS = 12;

function renderHit(hit: HitTeaser, context: PageContext): Html {
  const { title, snippet } = hit.highlights;
  return html`<article ${langAttribute(hit.lang)} dir="auto">
    <h2><a href="${hrefOf(hit, context)}">${renderSegments(title)}</a></h2>
    <p>${renderSegments(snippet)}</p>
    ${renderTeaserMeta(hit, context)}${hit.partial && html`<p class="small" lang="${context.words.lang}">${context.words.partialMatch}</p>`}
  </article>`;
}

function renderSegments(segments: readonly HighlightSegment[]): Html {
  return html`${segments.map(({ text, match }) => (match ? html`<mark>${text}</mark>` : text))}`;
}

function renderPager(context: PageContext, results: SearchResults): Html {
  const { words } = context;
  const { page, hasMore } = results;
  const link = searchLink(context, results, {});
  return html`<p class="pager">
    ${page > 1 && html`<a rel="prev" href="${link}&page=${page - 1}">${words.previousPage}</a> `}${
      (page > 1 || hasMore) && html`<span>${words.page(page)}</span> `
    }${hasMore && html`<a rel="next" href="${link}&page=${page + 1}">${words.nextPage}</a>`}
  </p>`;
}

/** The address of the same search with one thing changed, on its first page. */
function searchLink(
  { basePath }: PageContext,
  results: SearchResults,
  change: SearchChange,
): string {
  const section = change.section ?? results.section ?? "";
  const sort = change.sort ?? results.sort;
  const parameters = new URLSearchParams({ q: change.query ?? results.query });
  if (section) parameters.set("section", section);
  if (sort !== "relevance") parameters.set("sort", sort);
  return `${basePath}/search?${parameters.toString()}`;
}
