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
    if (query) url.searchParams.set(name, query);
    else url.searchParams.delete(name);
    const isNew = !isOwnEntry && !before;
    isOwnEntry ||= isNew;
    // The state belongs to the page, whose router may have put something there.
    history[isNew ? "pushState" : "replaceState"](history.state, "", url);
  };
  return [read, write, () => (isOwnEntry = false)];
}
