import { type Child, make } from "./dom.ts";

/** What rules the list below the field. The focus stays in the field, which tells which option
 *  is active. */
export type OptionList = readonly [
  /** Fills the list; no option is active then. */
  fill: (children: readonly Node[]) => void,
  /** Makes the option at a place active; beyond the list, none. */
  activate: (place: number) => void,
  /** The options, and the place of the active one: -1 without. */
  state: () => readonly [options: readonly HTMLElement[], place: number],
];

/** Rules over a list.
 *  @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export function createOptions(field: HTMLElement, list: HTMLElement): OptionList {
  let options: readonly HTMLElement[] = [];
  let place = -1;
  const activate = (to: number): void => {
    options.forEach((option, index) => (option.ariaSelected = `${index === to}`));
    const active = options[to];
    place = active ? to : -1;
    field.setAttribute("aria-activedescendant", active?.id ?? "");
    active?.scrollIntoView({ block: "nearest" });
  };
  const fill = (children: readonly Node[]): void => {
    list.replaceChildren(...children);
    options = [...list.querySelectorAll<HTMLElement>("[role=option]")];
    options.forEach((option, index) => (option.id = `o${index}`));
    list.hidden = !options[0];
    activate(-1);
  };
  return [fill, activate, () => [options, place]];
}

/** What choosing an option does.
 *  @param isTab  whether it is opened in another tab
 *  @returns whether its link may be followed */
export type Choice = (isTab: boolean) => boolean;

/** An option that leads somewhere, or only does something. */
export function option(
  part: string,
  choose: Choice,
  properties: Partial<HTMLAnchorElement>,
  ...children: readonly Child[]
): HTMLAnchorElement {
  const element = make("a", part, { role: "option", tabIndex: -1, ...properties }, ...children);
  element.onclick = (event) => choose(isForTab(event) || element.target !== "");
  return element;
}

/** Whether the keys held down ask for another tab. */
export function isForTab(event: KeyboardEvent | MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}

/** OptionList below a heading that says what they have in common; nothing without any. */
export function group(title: string, options: readonly Node[]): readonly Node[] {
  const heading = make("div", "heading", { role: "presentation" }, title);
  return options[0]
    ? [make("div", "", { role: "group", ariaLabel: title }, heading, ...options)]
    : [];
}
