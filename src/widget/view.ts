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
  readonly narrowing: HTMLElement;
  /** What is said. */
  readonly status: HTMLElement;
  /** The same for those who listen. It is there before anything is said, or they would not hear
   *  it. */
  readonly aloud: HTMLElement;
  /** What can be done about it. */
  readonly actions: HTMLElement;
  readonly list: HTMLElement;
  /** Absent when the element is inline. */
  readonly dialog?: HTMLDialogElement;
};

/** Says a sentence, aloud too. */
export function tell({ status, aloud }: View, sentence: string): void {
  status.textContent = aloud.textContent = sentence;
}

/** Puts everything above the list in the place of what was there. */
export function say(
  view: View,
  chips: readonly Child[],
  sentence: string,
  doing: readonly Child[],
): void {
  const { field, narrowing, actions } = view;
  const hadFocus = narrowing.matches(":focus-within");
  narrowing.replaceChildren(...chips);
  if (hadFocus) (narrowing.querySelector<HTMLElement>("[aria-pressed=true]") ?? field).focus();
  tell(view, sentence);
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
  const label = { ariaLabel: words.placeholder };
  const hint = make("kbd", "key", { ariaHidden: "true" }, shortcutHint(shortcuts));
  const field = make("input", "input", {
    ...label,
    type: "search",
    role: "combobox",
    placeholder: words.placeholder,
    ariaAutoComplete: "list",
    ariaKeyShortcuts: shortcuts,
    autocomplete: "off",
  });
  field.setAttribute("aria-controls", "list");
  const list = make("div", "list", { ...label, id: "list", role: "listbox" });
  const narrowing = make("div", "facets", { ...label, role: "group" });
  const status = make("p", "status", { ariaHidden: "true" });
  const aloud = make("output", "", {});
  const below = make("p", "actions", {});
  const panel = make("div", "panel", {}, narrowing, status, below, list);
  const box = make("div", "box", { ...label, role: "search" }, field, aloud);
  const parts = { field, box, panel, narrowing, status, aloud, actions: below, list };
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
