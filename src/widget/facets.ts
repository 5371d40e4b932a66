import type { SearchAnswer } from "./answer.ts";
import { button, make } from "./dom.ts";

/** What hits are narrowed to, by facet: `{ year: "2026" }`. */
export type Narrowing = Readonly<Record<string, string>>;

/** Values that are offered of each facet. */
const MOST = 6;

/** The parameters of the API that a narrowing stands for: a year is everything before the next. */
export function parametersOf({ year, ...rest }: Narrowing): Narrowing {
  return year ? { ...rest, after: year, before: `${+year + 1}` } : rest;
}

/** Buttons by which hits can be narrowed, a group for each facet.
 *  @param names  of the facets that the page wants
 *  @param choose  called with what is wanted then */
export function renderFacets(
  { facets = {} }: SearchAnswer,
  names: readonly string[],
  chosen: Narrowing,
  choose: (chosen: Narrowing) => void,
): readonly HTMLElement[] {
  return names.flatMap((name) => {
    const { [name]: own, ...others } = chosen;
    const values = (facets[name] ?? []).slice(0, MOST);
    // What is chosen stays to be seen, so that it can be taken back.
    if (own && !values.some(({ value }) => value === own)) values.unshift({ value: own, count: 0 });
    const chips = values.map(({ value, count, title = shownAs(name, value) }) => {
      const isOwn = value === own;
      const chip = button(
        "chip",
        () => choose(isOwn ? others : { ...others, [name]: value }),
        `${title} ${count || ""}`,
      );
      chip.ariaPressed = `${isOwn}`;
      return chip;
    });
    return chips[1] || own ? [make("span", "facet", {}, ...chips)] : [];
  });
}

/** A language by its own name; everything else as it is. */
function shownAs(name: string, value: string): string | undefined {
  return name === "lang" ? new Intl.DisplayNames(value, { type: "language" }).of(value) : value;
}
