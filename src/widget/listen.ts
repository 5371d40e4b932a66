import { answerKey, type KeyActions } from "./keys.ts";
import type { OptionList } from "./options.ts";
import { placePanel } from "./place.ts";
import { isShortcut } from "./shortcut.ts";
import type { View } from "./view.ts";

/** What an element does when something happens. */
export type Actions = KeyActions & {
  readonly options: OptionList;
  /** Searches for what stands in the field, after a pause. */
  readonly update: () => void;
  /** Gives up what was typed and has no answer yet. */
  readonly hold: () => void;
  /** Asks again for what had no answer. */
  readonly askAgain: () => void;
  /** Shows the search that the page's address holds. */
  readonly goTo: () => void;
  /** Answers that the reader has come to the field. */
  readonly welcome: () => void;
};

/** Listens to everything that concerns an element.
 *  @returns what ends it */
export function listen(
  host: HTMLElement,
  view: View,
  shortcuts: string,
  actions: Actions,
): () => void {
  const { field, dialog, panel, box } = view;
  const { isOpen, open, close } = actions;
  const end = new AbortController();
  const on = (target: EventTarget, name: string, answer: Listener): void =>
    target.addEventListener(name, answer as (event: Event) => void, {
      signal: end.signal,
      capture: name === "scroll",
    });
  listenToField(view, actions);
  on(document, "keydown", (event) => {
    if (!isShortcut(event, shortcuts, field)) return;
    event.preventDefault();
    if (!dialog) field.focus();
    else if (isOpen()) close();
    else open();
  });
  on(window, "online", actions.askAgain);
  on(window, "popstate", actions.goTo);
  if (dialog) {
    // Where it is pressed, not where it is let go: who selects text may end outside.
    dialog.onmousedown = ({ target }) => {
      if (target === dialog) close();
    };
    // It may have been opened again before it is told that it closed.
    dialog.onclose = () => {
      if (!dialog.open) close();
    };
  } else {
    const place = (): void => {
      if (isOpen()) placePanel(panel, box);
    };
    on(document, "pointerdown", (event) => {
      if (!event.composedPath().includes(host)) close();
    });
    on(host, "focusout", ({ relatedTarget }) => {
      if (relatedTarget) close();
    });
    on(window, "scroll", place);
    on(visualViewport as VisualViewport, "resize", place);
  }
  return () => end.abort();
}

type Listener = (event: KeyboardEvent & FocusEvent) => void;

function listenToField({ field, panel }: View, actions: Actions): void {
  const { update } = actions;
  field.addEventListener("compositionstart", actions.hold);
  field.addEventListener("compositionend", () => update());
  field.oninput = (event) => {
    if (!event.isComposing) update();
  };
  field.onfocus = actions.welcome;
  field.onkeydown = (event) => {
    // Pages have shortcuts of single letters, and do not see that this is a field.
    if (isLetter(event)) event.stopPropagation();
    // An input method has the key. Safari ends a composition before the key that ended it, but
    // gives that key the number 229.
    const isComposing = event.isComposing || event.keyCode === 229;
    // Esc must not close a dialog either.
    const isOurs = isComposing
      ? event.key === "Escape"
      : answerKey(event, actions.options, actions);
    if (isOurs) event.preventDefault();
  };
  // A letter typed elsewhere in the element belongs into the field.
  panel.onkeydown = (event) => {
    if (isLetter(event) && event.key !== " ") field.focus();
  };
}

/** Browsers that fill a form send key events without a key. */
function isLetter({ key, ctrlKey, metaKey }: Partial<KeyboardEvent>): boolean {
  return key?.length === 1 && !ctrlKey && !metaKey;
}
