import type { HitSegment } from "./answer.ts";

/** What can be put into an element. Texts become text nodes, never HTML. */
export type Child = Node | string;

/** Makes an element.
 *  @param part  its name for stylesheets, ours and the page's */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  part: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries({ part, ...attributes }))
    element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A button that submits nothing. */
export function button(part: string, onClick: () => void, ...children: readonly Child[]) {
  const element = make("button", part, { type: "button" }, ...children);
  element.onclick = onClick;
  return element;
}

/** Segments as text and marks. */
export function marked(segments: readonly HitSegment[]): readonly Child[] {
  return segments.map(({ text, match }) => (match ? make("mark", "mark", {}, text) : text));
}
