import { textFromHtml } from "#text/html/html-text.ts";
import { type ArticleBody, articleBody } from "./article-body.ts";
import type { Byline } from "./byline.ts";
import { allElements, type HtmlElement, innerHtml, innerText } from "./html-tree.ts";
import { type JsonLd, readJsonLd } from "./json-ld.ts";
import { pageBylines } from "./page-byline.ts";
import { type PageMeta, pageMeta } from "./page-meta.ts";
import { type PageRegions, pageRegions } from "./page-regions.ts";
import { portalLines, type PortalLines } from "./portal-lines.ts";
import type { PortalRules } from "./portal-rules.ts";
import type { SelectedPage, SelectedParts } from "./selected-parts.ts";

/** What was found on a page, by each way of looking. */
export type PageFindings = {
  readonly page: HtmlElement;
  readonly elements: readonly HtmlElement[];
  readonly meta: PageMeta;
  readonly jsonLd: JsonLd;
  readonly lines: PortalLines;
  readonly parts: SelectedParts;
  /** The text, where no rule says where it is; undefined where nothing looks like one. */
  readonly article: ArticleBody | undefined;
  readonly regions: PageRegions;
  /** Lines that name date, source or authors, the nearest to the text first. */
  readonly bylines: readonly Byline[];
  readonly rules: PortalRules;
};

/** Looks at a page in each way. */
export function findingsOf(
  { page, parts }: SelectedPage,
  { html, rules }: { readonly html: string; readonly rules: PortalRules },
): PageFindings {
  const elements = allElements(page);
  const written = rules.drop.length === 0 ? html : innerHtml(page);
  const meta = pageMeta(elements);
  const titles = `${documentTitleOf(elements)}\n${meta.title}`;
  const article = parts.body === undefined ? articleBody(page, titles) : undefined;
  const regions = pageRegions(page, { content: article?.content, titles });
  return {
    page,
    elements,
    parts,
    rules,
    meta,
    article,
    regions,
    jsonLd: readJsonLd(elements),
    lines: portalLines(textFromHtml(written).split("\n"), rules),
    bylines: pageBylines(regions, rules),
  };
}

/** The text of a page's element `title`; "" where it has none. */
export function documentTitleOf(elements: readonly HtmlElement[]): string {
  const title = elements.find(({ name }) => name === "title");
  return title === undefined ? "" : innerText(title);
}
