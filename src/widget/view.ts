import { button, type Child, make } from "./dom.ts";
import { shortcutHint } from "./shortcut.ts";
import type { Words } from "./words.ts";

/** The parts of an element that stay while hits come and go. */
export type View = {
  readonly field: HTMLInputElement;
  /** The field with what stands beside it. */
  readonly box: HTMLElement;
  /** Everything below the field. */
  readonly panel: HTMLElement;
  readonly facets: HTMLElement;
  /** What is said, aloud too. */
  readonly status: HTMLElement;
  /** What can be done about it. */
  readonly actions: HTMLElement;
  readonly list: HTMLElement;
  /** Absent when the element is inline. */
  readonly dialog?: HTMLDialogElement;
};

/** Puts everything above the list in the place of what was there. */
export function say(
  { field, facets, status, actions }: View,
  narrowing: readonly Child[],
  sentence: string,
  doing: readonly Child[],
): void {
  const hadFocus = facets.matches(":focus-within");
  facets.replaceChildren(...narrowing);
  if (hadFocus) (facets.querySelector<HTMLElement>("[aria-pressed=true]") ?? field).focus();
  status.replaceChildren(sentence);
  actions.replaceChildren(...doing);
}

/** What the buttons of a dialog do. */
export type DialogActions = readonly [open: () => void, close: () => void];

/** Makes the parts, and puts them into the root in the place of those that are there.
 *  @param actions  absent when the element is inline */
export function buildView(
  root: ShadowRoot,
  words: Words,
  shortcuts: string,
  actions: DialogActions | false,
): View {
  // What is said of the field is what stands in it.
  const label = { "aria-label": words.placeholder };
  const hint = make("kbd", "key", { "aria-hidden": "true" }, shortcutHint(shortcuts));
  const field = make("input", "input", {
    ...label,
    type: "search",
    role: "combobox",
    placeholder: words.placeholder,
    "aria-controls": "list",
    "aria-autocomplete": "list",
    "aria-keyshortcuts": shortcuts,
    autocomplete: "off",
  });
  const list = make("div", "list", { ...label, id: "list", role: "listbox" });
  const facets = make("div", "facets", { ...label, role: "group" });
  const status = make("p", "status", { role: "status" });
  const below = make("p", "actions", {});
  const panel = make("div", "panel", {}, facets, status, below, list);
  const box = make("div", "box", { ...label, role: "search" }, field);
  const parts = { field, box, panel, facets, status, actions: below, list };
  if (!actions) {
    panel.popover = "manual";
    box.append(hint);
    root.replaceChildren(box, panel);
    return parts;
  }
  box.append(button("close", actions[1], words.close));
  const dialog = make("dialog", "dialog", label, make("div", "sheet", {}, box, panel));
  const shown = make("span", "", {}, words.placeholder);
  const trigger = button("trigger", actions[0], shown, hint);
  trigger.ariaHasPopup = "dialog";
  root.replaceChildren(trigger, dialog);
  return { ...parts, dialog };
}
