import type { HighlightSegment } from "#model/card.ts";
import { renderFormats } from "#pages/feed-links.ts";
import { type Help, renderHelp } from "#pages/help.ts";
import { type Html, html, langAttribute } from "#pages/html.ts";
import { renderLayout, renderSearchBox } from "#pages/layout.ts";
import type { PageContext } from "#pages/page-context.ts";
import { renderNarrowing } from "./search-facets.ts";
import { searchFeedQuery, searchLink } from "./search-link.ts";
import type { HitTeaser, SearchResults } from "./search-results.ts";
import { hrefOf, renderTeaserMeta } from "#pages/teaser.ts";
import { textFragment } from "./text-fragment.ts";

/** The results page for people; before anything was asked, a page that helps to ask. */
export function renderSearch(
  context: PageContext,
  results: SearchResults | undefined,
  help: Help,
): string {
  const { words } = context;
  const query = results?.query ?? "";
  return renderLayout(context, {
    title: query ? `${query} – ${words.search}` : words.search,
    query: false,
    ...(results?.canFollow && { feeds: [feedOf(context, results)] }),
    main:
      results === undefined
        ? html`<h1>${words.search}</h1>
            <p class="motto">${words.searchIntro}</p>
            ${renderSearchBox(context, query)} ${renderHelp(context, help, true)}`
        : renderResults(context, results, help),
  });
}

function feedOf({ words }: PageContext, results: SearchResults) {
  return {
    title: `${words.search}: ${results.query}`,
    folder: "/search",
    query: searchFeedQuery(results),
  };
}

function renderResults(context: PageContext, results: SearchResults, help: Help): Html {
  const { words } = context;
  const { query, total, hits, partial } = results;
  const full = partial ? [] : hits.filter((hit) => !hit.partial);
  const parts = partial ? hits : hits.filter((hit) => hit.partial);
  const heading =
    partial || hits.length === 0 ? words.noResults(query) : words.results(total, query);
  return html`<h1>${query === "" ? words.articles(total) : heading}</h1>
    ${renderSearchBox(context, query, keptFilters(results))} ${renderNotes(context, results)}
    ${renderNarrowing(context, results)} ${full.length > 0 && renderHits(full, context)}
    ${parts.length > 0 && html`<h2 class="parts">${partial ? words.partialOnly(query) : words.partialMatches}</h2>`}
    ${parts.length > 0 && renderHits(parts, context)} ${renderPager(context, results)}
    ${hits.length === 0 ? renderHelp(context, help, true) : results.canFollow && renderFollow(context, results)}`;
}

/** The filters and the order of the search, so that other words are looked for in the same. */
function keptFilters({ filters, sort }: SearchResults): Html {
  const kept = Object.entries({ ...filters, ...(sort === "date" && { sort }) });
  return html`${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}`;
}

/** What was done with the words that were typed. */
function renderNotes(context: PageContext, results: SearchResults): Html {
  const { words } = context;
  const { suggestion, degraded, corrected = [], ignored = [], unknownSections = [] } = results;
  return html`${corrected.map(({ from, to }) => html`<p class="note">${words.corrected(from, to)}</p>`)}${
    suggestion !== null &&
    html`<p class="note">
      ${words.didYouMean}
      <a href="${searchLink(context, results, { query: suggestion })}"><b>${suggestion}</b></a>
    </p>`
  }${unknownSections.length > 0 && html`<p class="note">${words.noSection(unknownSections.join(words.comma))}</p>`}${ignored.length > 0 && html`<p class="note small">${words.ignored(ignored.join(words.comma))}</p>`}${degraded && html`<p class="note small">${words.degraded}</p>`}`;
}

function renderHits(hits: readonly HitTeaser[], context: PageContext): Html {
  return html`<ol class="hits">
    ${hits.map((hit) => html`<li>${renderHit(hit, context)}</li> `)}
  </ol>`;
}

function renderHit(hit: HitTeaser, context: PageContext): Html {
  const { words } = context;
  const { title, snippet } = hit.highlights;
  // Elsewhere the text may be another.
  const fragment = hit.url === undefined ? textFragment(snippet) : "";
  return html`<article ${langAttribute(hit.lang)} dir="auto">
    <h2><a href="${hrefOf(hit, context)}${fragment}">${renderSegments(title)}</a></h2>
    <p>${renderSegments(snippet)}</p>
    ${hit.matched !== undefined && html`<p class="note small" lang="${words.lang}">${words.matchedBy[hit.matched]}</p>`}
    ${renderTeaserMeta(hit, context)}
  </article>`;
}

function renderSegments(segments: readonly HighlightSegment[]): Html {
  return html`${segments.map(({ text, match }) => (match ? html`<mark>${text}</mark>` : text))}`;
}

function renderPager(context: PageContext, results: SearchResults): Html | false {
  const { words } = context;
  const { page, hasMore } = results;
  if (page === 1 && !hasMore) return false;
  const link = (to: number): string => searchLink(context, results, { page: to });
  return html`<nav class="pager" aria-label="${words.page(page)}">
    ${page > 1 && html`<a rel="prev" href="${link(page - 1)}">${words.previousPage}</a> `}<span
      >${words.page(page)}</span
    >
    ${hasMore && html`<a rel="next" href="${link(page + 1)}">${words.nextPage}</a>`}
  </nav>`;
}

/** The feed of the search, for those who want to hear of the next article that it finds. */
function renderFollow({ basePath, words }: PageContext, results: SearchResults): Html {
  return html`<p class="feeds follow">
    <b>${words.follow}</b> ${renderFormats(`${basePath}/search`, searchFeedQuery(results))}
  </p>`;
}
