import { withoutUndefined } from "#model/defined.ts";
import { type Fault, isRejection, type Rejection } from "#model/rejection.ts";
import { bylineAuthors } from "./article-lines.ts";
import { crumbsOf, sectionTitles, siteIn } from "./breadcrumb.ts";
import { datelineIn, sourceIn } from "./dateline.ts";
import { firstDate } from "#ingest/feed/feed-entry.ts";
import { selectionIn, withoutElements } from "./html-selection.ts";
import { type HtmlElement, innerHtml, innerText, outerHtml } from "./html-tree.ts";
import { neighbourTitle } from "./portal-lines.ts";
import type { PagePart, PortalRules } from "./portal-rules.ts";

/**
 * What the selectors of a portal found on a page. What no selector names, or names in vain, is
 * undefined.
 */
export type SelectedParts = {
  readonly title?: string;
  /** Titles of sections, outermost first. */
  readonly crumbs?: readonly string[];
  /** The site's name, which the breadcrumb begins with. */
  readonly site?: string;
  readonly kicker?: string;
  readonly authors?: readonly string[];
  readonly source?: string;
  /** In the form that `toDating` takes. */
  readonly date?: string;
  /** HTML, not safe, without what the other selectors took. */
  readonly body?: string;
  readonly previous?: string;
  readonly next?: string;
  readonly permalink?: string;
};

/** A page without what its rules drop, and what their selectors found on the rest. */
export type SelectedPage = {
  readonly page: HtmlElement;
  readonly parts: SelectedParts;
  /**
   * What the publisher should know: selectors of parts that no page is without and that found
   * nothing here.
   */
  readonly notices: readonly Fault[];
};

/** Reads a page by the selectors of its portal's rules.
 *  @returns a Rejection when the page is too large for selectors */
export function selectedPage(whole: HtmlElement, rules: PortalRules): SelectedPage | Rejection {
  const { selectors, drop } = rules;
  if (drop.length === 0 && Object.keys(selectors).length === 0)
    return { page: whole, parts: {}, notices: [] };
  const selectWhole = selectionIn(whole);
  if (isRejection(selectWhole)) return selectWhole;
  const page = withoutElements(whole, new Set(drop.flatMap((one) => selectWhole(one))));
  const select = selectionIn(page);
  if (isRejection(select)) return select;
  const elementsAt = (part: PagePart): readonly HtmlElement[] => {
    const selector = selectors[part];
    return selector === undefined ? [] : select(selector);
  };
  const textAt = (part: PagePart): string => elementsAt(part).map(valueOf).find(Boolean) ?? "";
  const crumbs = crumbsAt(elementsAt("breadcrumb"), rules);
  const taken = new Set(BESIDE_BODY.flatMap(elementsAt));
  const parts = withoutUndefined({
    title: textAt("title") || undefined,
    crumbs: sectionTitles(crumbs, rules),
    site: siteIn(crumbs, rules),
    kicker: textAt("kicker") || undefined,
    authors: elementsAt("byline").flatMap((element) => bylineAuthors(valueOf(element))),
    source: sourceAt(textAt("source"), rules) || undefined,
    date: elementsAt("date")
      .map((element) => dateAt(element, rules))
      .find(Boolean),
    body: bodyAt(elementsAt("body"), taken) || undefined,
    previous: neighbourTitle(textAt("previous")),
    next: neighbourTitle(textAt("next")),
    permalink: elementsAt("permalink").map(addressOf).find(Boolean),
  });
  const notices = NEEDED.filter(([part, field]) => selectors[part] && parts[field] === undefined);
  return { page, parts, notices: notices.map(([part]) => notFound(part, selectors[part] ?? "")) };
}

/** Parts that every article has, and the fields that they fill. */
const NEEDED = [
  ["title", "title"],
  ["breadcrumb", "crumbs"],
  ["date", "date"],
  ["body", "body"],
  ["permalink", "permalink"],
] as const;

/** Parts that have fields of their own, and are taken out of the body where they stand in it. */
const BESIDE_BODY = [
  "title",
  "breadcrumb",
  "kicker",
  "byline",
  "source",
  "date",
  "previous",
  "next",
] as const;

function notFound(part: PagePart, selector: string): Fault {
  return {
    field: part,
    what: `${selector} finds nothing on this page, which is read as without that rule`,
    fix: "look at the page in raw/, and mend the selector if it is wrong",
  };
}

/** What an element says: its text, or what it carries in an attribute. */
function valueOf(element: HtmlElement): string {
  const { name, attributes } = element;
  const carried = name === "meta" ? attributes.get("content") : undefined;
  return (carried ?? innerText(element)).trim();
}

function addressOf(element: HtmlElement): string {
  const { attributes } = element;
  const written = attributes.get("href") ?? valueOf(element);
  // `本文地址：http://…` is an address with words before it.
  return /https?:\/\/\S+/.exec(written)?.[0] ?? written.trim();
}

function crumbsAt(elements: readonly HtmlElement[], rules: PortalRules): readonly string[] {
  const [first = "", ...others] = elements.map(valueOf).filter(Boolean);
  return others.length === 0 ? crumbsOf(first, rules) : [first, ...others];
}

/** A line that names the source may name the date too. */
function sourceAt(text: string, rules: PortalRules): string {
  return datelineIn(text, rules)?.source || sourceIn(text);
}

function dateAt(element: HtmlElement, rules: PortalRules): string | undefined {
  const text = valueOf(element);
  const machine = firstDate([element.attributes.get("datetime") ?? ""], rules.place);
  return machine ?? datelineIn(text, rules)?.date ?? firstDate([text], rules.place);
}

/** The HTML of the elements, one after another, without what other selectors took. */
function bodyAt(elements: readonly HtmlElement[], taken: ReadonlySet<HtmlElement>): string {
  const [only, ...others] = elements.map((element) => withoutElements(element, taken));
  if (only === undefined) return "";
  const html = others.length === 0 ? innerHtml(only) : [only, ...others].map(outerHtml).join("\n");
  return html.trim();
}
