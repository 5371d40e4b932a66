import { dateIn, dateInPath } from "#ingest/date/date-search.ts";
import { dateFrom } from "#ingest/date/written-date.ts";
import type { Byline } from "./byline.ts";
import { allElements, type HtmlElement, innerText } from "./html-tree.ts";
import type { JsonLd } from "./json-ld.ts";
import type { DateCandidate, DateOrigin } from "./page-date.ts";
import type { PageMeta } from "./page-meta.ts";

/** Where dates may stand on a page. */
type DateSources = {
  readonly page: HtmlElement;
  /** The article's text; undefined when it is not known which part of the page it is. */
  readonly content: HtmlElement | undefined;
  readonly jsonLd: JsonLd;
  readonly meta: PageMeta;
  readonly bylines: readonly Byline[];
  /** The path of the page's address. */
  readonly path: string;
  /** IANA name of the place by whose clock CST is meant. */
  readonly place?: string | undefined;
};

/** Matches names of properties that mean when a thing came out. */
const PUBLISHED = /\b(?:datepublished|pubdate|dc:date|dcterms:issued|dateposted|datecreated)\b/;

/** The dates of a page, those that are most likely meant first. */
export function pageDates(sources: DateSources): readonly DateCandidate[] {
  const { jsonLd, meta, bylines, path, place } = sources;
  const times = timesAround(sources);
  const of = (origin: DateOrigin, written: readonly string[]): readonly DateCandidate[] =>
    written.filter(Boolean).map((one) => ({ origin, written: one }));
  return [
    ...of("json-ld", [jsonLd.date]),
    ...of("time", times.slice(0, 1)),
    ...of("itemprop", propertiesIn(sources.page, place)),
    ...of("meta", [meta.date]),
    ...of(
      "byline",
      bylines
        .map(({ date }) => date ?? "")
        .filter(Boolean)
        .slice(0, 1),
    ),
    ...of("address", [dateInPath(path) ?? ""]),
    ...of("modified", [meta.modified]),
  ];
}

/** Elements `time` that are marked as the date of publication, or stand above the text. */
function timesAround({ page, content, place }: DateSources): readonly string[] {
  const times = allElements(page).filter(({ name }) => name === "time");
  const marked = times.filter(
    ({ attributes }) =>
      attributes.has("pubdate") || PUBLISHED.test(attributes.get("itemprop")?.toLowerCase() ?? ""),
  );
  const found = marked.length > 0 ? marked : times.length === 1 ? times : aboveText(page, content);
  return found
    .map((element) => writtenIn(element, place))
    .filter((written) => dateFrom(written) !== undefined);
}

/** The `time` elements between the last heading of the first level and the first paragraph. */
function aboveText(page: HtmlElement, content: HtmlElement | undefined): readonly HtmlElement[] {
  if (content === undefined) return [];
  const paragraph = allElements(content).find(
    ({ name, children }) => name === "p" && children.length > 0,
  );
  const mark = paragraph === undefined ? "" : innerText(paragraph).slice(0, 40);
  if (mark === "") return [];
  const elements = allElements(page);
  const start = elements.findIndex(
    (element) => element.name === "p" && innerText(element).startsWith(mark),
  );
  const above = elements.slice(0, Math.max(0, start));
  const heading = above.findLastIndex(({ name }) => name === "h1");
  return heading < 0 ? [] : above.slice(heading).filter(({ name }) => name === "time");
}

function propertiesIn(page: HtmlElement, place: string | undefined): readonly string[] {
  return allElements(page)
    .filter(
      ({ name, attributes }) =>
        name !== "meta" &&
        name !== "time" &&
        PUBLISHED.test(
          `${attributes.get("itemprop") ?? ""} ${attributes.get("property") ?? ""}`.toLowerCase(),
        ),
    )
    .map((element) => writtenIn(element, place))
    .filter((written) => dateFrom(written) !== undefined)
    .slice(0, 1);
}

/** The date in an element: for machines where it has one, else as people read it. */
function writtenIn(element: HtmlElement, place: string | undefined): string {
  const { attributes } = element;
  const machine = attributes.get("datetime") ?? attributes.get("content") ?? "";
  const text = innerText(element);
  return dateFrom(machine) === undefined ? (dateIn(text, place)?.date ?? text) : machine;
}
