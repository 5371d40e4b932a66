import { sectionFolder } from "#model/address.ts";
import type { SectionPath } from "#model/name.ts";
import type { Section } from "#model/section.ts";
import type { Teaser } from "#model/teaser.ts";
import { renderBreadcrumb } from "./breadcrumb.ts";
import { renderFeedLinks } from "./feed-links.ts";
import { renderLayout } from "./layout.ts";
import { type Html, html, langAttribute } from "./html.ts";
import type { PageContext } from "./page-context.ts";
import { renderSectionTree, type SectionCounts } from "./section-tree.ts";
import { renderTeaser } from "./teaser.ts";

/** A page of articles, newest first: of a section, of the whole site, of a topic. */
export type Front = {
  readonly articles: readonly Teaser[];
  readonly counts: SectionCounts;
  /** The way to the articles before these, as a query string with `?`; absent on the last page. */
  readonly older?: string;
  /** Whether these are the newest articles, and not older ones. */
  readonly isNewest: boolean;
};

/** A page of the site's older articles. */
export function renderOlder(context: PageContext, front: Front): string {
  const { words } = context;
  return renderLayout(context, {
    title: words.older,
    main: html`${renderBreadcrumb(context, [])}
      <h1>${words.older}</h1>
      ${renderRiver(context, front, "")}`,
  });
}

/** A section's page: the way to it, what lies below it, its articles, its feeds. */
export function renderSection(context: PageContext, section: Section, front: Front): string {
  const { site, baseUrl, words } = context;
  const { description } = section;
  const lang = section.lang ?? site.lang;
  return renderLayout(context, {
    title: front.isNewest ? section.title : `${section.title} – ${words.older}`,
    ...(front.isNewest && { canonical: baseUrl + sectionFolder(section.path) }),
    ...(description !== undefined && { description }),
    head: html`<meta property="og:type" content="website" /> `,
    main: html`${renderBreadcrumb(context, context.sections.slice(0, -1))}
      <header class="opening">
        <h1 ${langAttribute(lang)}>${section.title}</h1>
        ${description !== undefined && html`<p class="motto" ${langAttribute(lang)}>${description}</p>`}
        ${renderFeedLinks(context)}
        ${section.children.length > 0 && renderSectionTree(section.children, context, front.counts)}
      </header>
      ${renderRiver(context, front, sectionFolder(here(context) ?? ""))}`,
  });
}

/** Articles one below another with the ways to older and to the newest; the first of the newest is
 *  large.
 *  @param folder  path of the page below the site, "" for the home page */
export function renderRiver(context: PageContext, front: Front, folder: string): Html {
  const { words, basePath } = context;
  const { articles, older, isNewest } = front;
  const page = basePath + folder;
  if (articles.length === 0) return html`<p class="empty">${words.noArticles}</p>`;
  const leads = isNewest && articles[0]?.image !== undefined;
  return html`<div class="river">
      ${articles.map((article, index) => renderTeaser(article, context, index === 0 ? { isFirst: true, ...(leads && { kind: "lead" as const }) } : {}))}
    </div>
    <p class="pager">
      ${!isNewest && html`<a href="${page || "/"}">${words.backToNewest}</a>`}
      ${older !== undefined && html`<a rel="next" href="${page || "/"}${older}">${words.older}</a>`}
    </p>`;
}

function here({ sections }: PageContext): SectionPath | undefined {
  return sections.at(-1)?.path;
}
