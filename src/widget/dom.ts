import type { HitSegment } from "./answer.ts";

/** What can be put into an element. Texts become text nodes, never HTML. */
export type Child = Node | string;

/** Makes an element.
 *  @param part  its name for stylesheets, ours and the page's
 *  @param properties  of the object, not attributes */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  part: string,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), { part }, properties);
  element.append(...children);
  return element;
}

/** A button that submits nothing. */
export function button(part: string, onclick: () => void, ...children: readonly Child[]) {
  return make("button", part, { type: "button", onclick }, ...children);
}

/** Segments as text and marks. */
export function marked(segments: readonly HitSegment[]): readonly Child[] {
  return segments.map(({ text, match }) => (match ? make("mark", "mark", {}, text) : text));
}
