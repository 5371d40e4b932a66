import { isForTab, type OptionList } from "./options.ts";

/** What keys do. */
export type KeyActions = {
  readonly isOpen: () => boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly searchFor: (query: string) => void;
  /** Enter: the active option, or without one all results. */
  readonly enter: (isTab: boolean) => void;
};

/** Answers a key in the field.
 *  @returns whether it was one of ours */
export function answerKey(
  event: KeyboardEvent,
  [, activate, state]: OptionList,
  actions: KeyActions,
): boolean {
  const { key, altKey } = event;
  const [options, place] = state();
  const last = options.length - 1;
  // Before the first option and behind the last stands the field.
  const places: Readonly<Record<string, number>> = {
    ArrowDown: place + 1,
    ArrowUp: place < 0 ? last : place - 1,
    // Without an active option they belong to the text, and with Shift too.
    ...(place < 0 || isForTab(event) ? {} : { Home: 0, End: last }),
  };
  const to = altKey ? undefined : places[key];
  if (to !== undefined) {
    actions.open();
    activate(to);
  } else if (key === "Enter") actions.enter(isForTab(event));
  else if (key !== "Escape") return false;
  else if (actions.isOpen()) actions.close();
  // It may close what the page has opened around the element.
  else if (!(event.target as HTMLInputElement).value) return false;
  else actions.searchFor("");
  return true;
}
