/** Where this origin's searches are kept: texts only, in the reader's own browser. */
const KEY = "broadsheet-recent";
const MOST = 5;

/** The last searches of this browser, the newest first. */
export function recentSearches(): readonly string[] {
  try {
    const kept: readonly unknown[] = JSON.parse(localStorage[KEY]);
    return kept.filter((text) => typeof text === "string").slice(0, MOST);
  } catch {
    // Nothing lies there, or something else than a list, or the browser forbids to look.
    return [];
  }
}

/** Keeps a search; without one, forgets them all. */
export function keepSearch(query?: string): void {
  const kept = query ? [query, ...recentSearches().filter((text) => text !== query)] : [];
  try {
    localStorage[KEY] = JSON.stringify(kept);
  } catch {
    // Full or forbidden: then nothing is kept.
  }
}
