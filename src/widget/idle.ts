import type { FoundHit } from "./answer.ts";
import { button } from "./dom.ts";
import { group, option } from "./options.ts";
import { keepSearch, recentSearches } from "./recent.ts";
import { renderHits, type Showing } from "./results.ts";
import { say } from "./view.ts";

/** What stands below an empty field: recent searches, where the page keeps them, and in a dialog
 *  the newest articles.
 *  @param search  called with the search that is chosen
 *  @param again  called when there is another thing to show */
export function showIdle(
  showing: Showing,
  newest: readonly FoundHit[],
  search: (query: string) => void,
  again: () => void,
): readonly Node[] {
  const { owner, view, words } = showing;
  const texts = owner.hasAttribute("recent") ? recentSearches() : [];
  const recent = texts.map((text) => option("recent", () => (search(text), false), {}, text));
  const forget = button(
    "action",
    () => {
      keepSearch();
      again();
    },
    words.clear,
  );
  say(view, [], "", recent[0] ? [forget] : []);
  const hits = view.dialog ? renderHits(showing, newest, "") : [];
  return [...group(words.history, recent), ...group(words.newest, hits)];
}
