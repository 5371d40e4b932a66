import { sectionFolder } from "#model/address.ts";
import type { Home } from "#model/home.ts";
import type { ArticleId } from "#model/name.ts";
import { type Section, sectionAt } from "#model/section.ts";
import type { Teaser } from "#model/teaser.ts";
import { ownUrl } from "#text/html/content.ts";
import { type Html, html, langAttribute, rawHtml } from "./html.ts";
import { jsonLd } from "./json-ld.ts";
import { renderLayout } from "./layout.ts";
import type { PageContext } from "./page-context.ts";
import { renderSectionTree, type SectionCounts } from "./section-tree.ts";
import { renderTeaser } from "./teaser.ts";
import { wordsFor } from "./words.ts";

/** What the home page shows. */
export type HomePage = {
  readonly home: Home;
  readonly counts: SectionCounts;
  /** The way to all articles behind one of them, as a query string with `?`. */
  readonly olderThan: (teaser: Teaser) => string;
};

/** Articles among which the lead is looked for. */
const LEAD_AMONG = 10;
/** Articles beside the lead with a few words each, and below those by their titles alone. */
const SECOND = 3;
const LATEST = 6;
/** Articles of a section. */
const IN_BAND = 5;
/** Sections inside a section that its heading names. */
const MAX_CHILDREN = 6;

/** The home page of a newspaper: the lead with its picture, what else is new, then each section
 *  with its newest. A site without sections has all of its newest articles one below another. */
export function renderHome(context: PageContext, { home, counts, olderThan }: HomePage): string {
  const { site, baseUrl, words } = context;
  const { description } = site;
  const hasBands = home.sections.length > 1;
  const top = topOf(home, hasBands, context);
  const shown = new Set([top.lead, ...top.second, ...top.latest].map((teaser) => teaser?.id));
  const last = hasBands ? home.newest[shown.size - 1] : home.newest.at(-1);
  return renderLayout(context, {
    canonical: `${baseUrl}/`,
    ...(description !== undefined && { description }),
    head: renderHomeHead(context),
    main: html`<h1 class="hidden">${words.topStories}</h1>
      ${
        description !== undefined &&
        html`<p class="motto" ${langAttribute(site.lang)}>${description}</p>`
      }
      ${renderTop(top, context)} ${hasBands && renderBands(home, shown, context)}
      ${
        last !== undefined &&
        (counts.get("") ?? 0) > shown.size &&
        html`<p class="pager">
          <a rel="next" href="${context.basePath}/${olderThan(last)}">${words.older}</a>
        </p>`
      }
      ${
        site.sections.length > 0 &&
        html`<section class="index">
          <h2>${words.sections}</h2>
          ${renderSectionTree(site.sections, context, counts)}
        </section>`
      }`,
  });
}

type Top = {
  readonly lead: Teaser | undefined;
  readonly second: readonly Teaser[];
  readonly latest: readonly Teaser[];
};

/** The lead is the newest article with a picture, in the language of the page where there is one.
 *  */
function topOf({ newest }: Home, hasBands: boolean, { words }: PageContext): Top {
  const first = newest.slice(0, LEAD_AMONG);
  const pictured = first.filter(({ image }) => image !== undefined);
  const isOwn = ({ lang }: Teaser): boolean => wordsFor(lang ?? words.lang) === words;
  const lead = pictured.find(isOwn) ?? first.find(isOwn) ?? pictured[0] ?? first[0];
  const rest = newest.filter((teaser) => teaser !== lead);
  const end = hasBands ? SECOND + LATEST : rest.length;
  return { lead, second: rest.slice(0, SECOND), latest: rest.slice(SECOND, end) };
}

function renderTop({ lead, second, latest }: Top, context: PageContext): Html {
  const { words } = context;
  if (lead === undefined) return html`<p class="empty">${words.noArticles}</p>`;
  return html`<div class="top">
    ${renderTeaser(lead, context, { kind: "lead", isFirst: true })}
    ${
      second.length > 0 &&
      html`<div class="second">${second.map((teaser) => renderTeaser(teaser, context))}</div>`
    }
    ${
      latest.length > 0 &&
      html`<section class="latest">
        <h2>${words.latest}</h2>
        ${latest.map((teaser) => renderTeaser(teaser, context, { kind: "brief", level: 3 }))}
      </section>`
    }
  </div>`;
}

/** Each section with what is newest in it; no article stands on the page twice. */
function renderBands(
  { sections }: Home,
  top: ReadonlySet<ArticleId | undefined>,
  context: PageContext,
): Html {
  const shown = new Set(top);
  return html`${sections.map(({ path, teasers }) => {
    const section = sectionAt(context.site.sections, path);
    const own = teasers.filter(({ id }) => !shown.has(id)).slice(0, IN_BAND);
    for (const { id } of own) shown.add(id);
    return section !== undefined && own.length > 0 && renderBand(section, own, context);
  })}`;
}

function renderBand(section: Section, teasers: readonly Teaser[], context: PageContext): Html {
  const { site, basePath, words } = context;
  const lang = section.lang ?? site.lang;
  const href = basePath + sectionFolder(section.path);
  const [first, ...rest] = pictureFirst(teasers);
  return html`<section class="band">
    <header>
      <h2 ${langAttribute(lang)}><a href="${href}">${section.title}</a></h2>
      ${
        section.children.length > 0 &&
        html`<p ${langAttribute(lang)}>
          ${section.children.slice(0, MAX_CHILDREN).map((child) => html`<a href="${basePath}${sectionFolder(child.path)}">${child.title}</a> `)}
        </p>`
      }
      <a class="more" href="${href}" aria-label="${words.more(section.title)}">›</a>
    </header>
    <div class="stories">
      ${first !== undefined && renderTeaser(first, context, { level: 3 })}
      <div class="rest">${rest.map((teaser) => renderTeaser(teaser, context, { level: 3 }))}</div>
    </div>
  </section> `;
}

/** The newest with a picture leads its section. */
function pictureFirst(teasers: readonly Teaser[]): readonly Teaser[] {
  const first = teasers.find(({ image }) => image !== undefined);
  return first === undefined ? teasers : [first, ...teasers.filter((teaser) => teaser !== first)];
}

function renderHomeHead({ site, baseUrl }: PageContext): Html {
  const picture = site.logo ?? site.icon;
  const image = picture === undefined ? undefined : ownUrl(picture, baseUrl);
  return html`<meta property="og:type" content="website" /> ${
      image !== undefined && html`<meta property="og:image" content="${image}" /> `
    }${rawHtml(
      jsonLd({
        "@type": "WebSite",
        name: site.title,
        url: `${baseUrl}/`,
        inLanguage: site.lang,
        potentialAction: {
          "@type": "SearchAction",
          target: `${baseUrl}/search?q={search_term_string}`,
          "query-input": "required name=search_term_string",
        },
      }),
    )}`;
}
