import type { FoundHit } from "./answer.ts";
import { type Child, make, marked } from "./dom.ts";

/** How a page shows hits in its own way. */
export type HitRenderer = (hit: FoundHit, query: string) => Child;

/** What a template may show of a hit: whatever the API gives. A list becomes a text with commas. */
type HitFields = Readonly<Record<string, string | undefined>>;

/** The contents of a hit's link: by the page's own template, where it has one.
 *  @param lang  BCP 47, in which the date is written */
export function renderHit(host: HTMLElement, hit: FoundHit, lang: string): readonly Child[] {
  const { section, image, published = "", highlights } = hit;
  const day = new Date(published.slice(0, 10));
  const fields: HitFields = {
    ...(hit as object),
    section: section?.title,
    // The day that the publisher's calendar has.
    published: +day ? day.toLocaleDateString(lang, { dateStyle: "medium", timeZone: "UTC" }) : "",
  };
  const template = host.querySelector<HTMLTemplateElement>("template[slot=hit]");
  if (template) return [filled(template, fields, highlights)];
  // Where only a tag, an author or the date matched, that is what is shown of it.
  const named = fields[`${hit.matched}s`];
  const meta = [named, fields["section"], fields["published"]]
    .flat()
    .filter(Boolean)
    .flatMap((item, at) => [at ? " · " : "", make("span", "", {}, item as string)]);
  const text = make(
    "span",
    "text",
    {},
    make("b", "title", {}, ...marked(highlights.title)),
    make("span", "snippet", {}, ...marked(highlights.snippet)),
    make("small", "meta", {}, ...meta),
  );
  return image && host.hasAttribute("images")
    ? [make("img", "image", { loading: "lazy", alt: "", src: image }), text]
    : [text];
}

/** A copy of a template, whose `data-field`s are filled: with text, or as the address of a
 *  picture. */
function filled(
  template: HTMLTemplateElement,
  fields: HitFields,
  highlights: FoundHit["highlights"],
): Node {
  const copy = document.importNode(template.content, true);
  for (const element of copy.querySelectorAll<HTMLElement>("[data-field]")) {
    const name = element.dataset["field"] ?? "";
    const value = fields[name] ?? "";
    if (name === "image" && value) element.setAttribute("src", value);
    else if (name === "title" || name === "snippet") element.append(...marked(highlights[name]));
    else element.append(value);
  }
  return copy;
}
