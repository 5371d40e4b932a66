import { resultsUrl } from "./address.ts";
import type { SearchAnswer, FoundHit } from "./answer.ts";
import { button } from "./dom.ts";
import { type Narrowing, renderFacets } from "./facets.ts";
import { linkTo } from "./fragment.ts";
import { type HitRenderer, renderHit } from "./hit.ts";
import { group, option } from "./options.ts";
import { say, type View } from "./view.ts";
import { fill, type Words } from "./words.ts";

/** The element, with the page's own way to show a hit. */
export type SearchHost = HTMLElement & { readonly renderHit?: HitRenderer };

/** An element with what it is shown by. */
export type Showing = {
  readonly owner: SearchHost;
  readonly view: View;
  readonly words: Words;
  /** BCP 47, of the element. */
  readonly lang: string;
  /** Called when a hit is chosen, or without one all results.
   *  @returns whether its link may be followed */
  readonly choose: (isTab: boolean, url: string, hit?: FoundHit) => boolean;
};

/** A search, and what it is narrowed to. */
export type NarrowedSearch = readonly [query: string, chosen: Narrowing];

/** Shows what is said of an answer, and gives its hits as options, those with only some of the
 *  words apart.
 *  @param ask  called with what the reader asks for instead */
export function showAnswer(
  showing: Showing,
  answer: SearchAnswer,
  [query, chosen]: NarrowedSearch,
  ask: (query: string, chosen: Narrowing) => void,
): readonly Node[] {
  const { owner, view } = showing;
  const { hits, suggestion } = answer;
  const names = (owner.getAttribute("facets") ?? "").split(" ");
  say(
    view,
    renderFacets(answer, names, chosen, (narrowed) => ask(query, narrowed)),
    notesOf(answer, query, showing).join(" "),
    suggestion
      ? [`${showing.words.meant} `, button("action", () => ask(suggestion, {}), suggestion)]
      : [],
  );
  const options: Node[] = renderHits(showing, hits, query);
  const cut = answer.partial ? -1 : hits.findIndex(({ partial }) => partial);
  if (cut > 0) options.push(...group(showing.words.some, options.splice(cut)));
  if (answer.total > hits.length) options.push(allResults(showing, [query, chosen]));
  return options;
}

/** Says that there was no answer, and offers to ask again. */
export function showFailure({ view, words }: Showing, askAgain: () => void): readonly Node[] {
  const sentence = navigator.onLine ? words.error : words.offline;
  say(view, [], sentence, [button("action", askAgain, words.retry)]);
  return [];
}

/** Everything that is to be said of an answer, as sentences. */
function notesOf(answer: SearchAnswer, q: string, { words, lang }: Showing): readonly string[] {
  const { total, hits, partial, degraded, corrected = [], ignored = [] } = answer;
  const n = total.toLocaleString(lang);
  const found = partial ? `${words.some}: {n}` : total === 1 ? words.one : words.many;
  return [
    ...corrected.map((pair) => fill(words.corrected, pair)),
    hits[0] ? fill(found, { n }) : fill(words.empty, { q }),
    ignored[0] ? fill(words.ignored, { q: ignored.join(" ") }) : "",
    degraded ? words.cut : "",
  ];
}

/** The option that leads to the page of all results. */
export function allResults(
  { owner, words, choose }: Showing,
  [query, chosen]: NarrowedSearch,
): HTMLAnchorElement {
  const href = resultsUrl(owner, query, chosen);
  return option("all", (isTab) => choose(isTab, href), { href }, words.all);
}

/** Hits as options. */
export function renderHits(
  { owner, lang, choose }: Showing,
  hits: readonly FoundHit[],
  query: string,
): HTMLElement[] {
  return hits.map((hit) => {
    const href = linkTo(hit);
    const children = owner.renderHit ? [owner.renderHit(hit, query)] : renderHit(owner, hit, lang);
    return option(
      "hit",
      (isTab) => choose(isTab, href, hit),
      // A link that leads nowhere is none.
      { ...(href && { href }), lang: hit.lang ?? "", dir: "auto" },
      ...children,
    );
  });
}
