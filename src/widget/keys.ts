import { isForTab, type OptionList } from "./options.ts";

/** What keys do. */
export type KeyActions = {
  readonly isOpen: () => boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly search: (query: string) => void;
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
  const { key } = event;
  const [options, place] = state();
  const to = placeFor(event, place, options.length - 1);
  if (to !== undefined) {
    actions.open();
    activate(to);
  } else if (key === "Enter") actions.enter(isForTab(event));
  else if (key !== "Escape") return false;
  else if (actions.isOpen()) actions.close();
  else actions.search("");
  return true;
}

/** The place that a key leads to. Before the first option and behind the last stands the field. */
function placeFor(event: KeyboardEvent, place: number, last: number): number | undefined {
  const { key, altKey } = event;
  if (key === "ArrowDown" && !altKey) return place + 1;
  if (key === "ArrowUp" && !altKey) return place < 0 ? last : place - 1;
  // Without an active option they belong to the text, and with Shift too.
  if (place < 0 || isForTab(event)) return undefined;
  return key === "Home" ? 0 : key === "End" ? last : undefined;
}
