/** A search in the page's own address, under a parameter of the page's choice. */
export type UrlState = readonly [
  /** The search that the address holds. */
  read: () => string,
  /** Puts a search there. The first one makes an entry in the history, so that Back undoes the
   *  search; the rest change that entry. */
  write: (query: string) => void,
  /** Says that the reader has gone to another entry. */
  leave: () => void,
];

/** Reads and writes nothing without a name.
 *  @param name  of the parameter */
export function createUrlState(name: string | null): UrlState {
  let isOwnEntry = false;
  const read = (): string => (name && new URLSearchParams(location.search).get(name)) || "";
  const write = (query: string): void => {
    const before = read();
    if (!name || before === query) return;
    const url = new URL(location.href);
    url.searchParams[query ? "set" : "delete"](name, query || (undefined as never));
    const isNew = !isOwnEntry && !before;
    isOwnEntry ||= isNew;
    try {
      // The state belongs to the page, whose router may have put something there.
      history[isNew ? "pushState" : "replaceState"](history.state, "", url);
    } catch {
      // A frame without an address of its own, or too many changes for Safari: nothing is kept.
    }
  };
  return [read, write, () => (isOwnEntry = false)];
}
