import { type Html, html } from "./html.ts";

/** A clause of Chinese with the mark that ends it, and what closes after the mark. */
const CLAUSE = /[^，、。；：！？]+(?:[，、。；：！？]+[」』”’》〉）]*|$)/gu;

/** A title in which lines break between clauses where they can, and inside one where they must:
 *  Chinese has no spaces, and a browser would part words in the middle.
 *  @example 大桥通车，两岸相连 // <span class="clause">大桥通车，</span><span …>两岸相连</span> */
export function renderHeadline(title: string): Html | string {
  const clauses = title.match(CLAUSE) ?? [];
  // What is not whole in its clauses, such as a mark at the beginning, stays as it is.
  if (clauses.length < 2 || clauses.join("") !== title) return title;
  return html`${clauses.map((clause) => html`<span class="clause">${clause}</span>`)}`;
}
