import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import type { Neighbour } from "#model/article-part.ts";
import type { ArticleLink, Related } from "#model/related.ts";
import { renderDay } from "./date.ts";
import { renderHeadline } from "./headline.ts";
import { type Html, html, langAttribute } from "./html.ts";
import type { PageContext } from "./page-context.ts";
import { hrefOf } from "./teaser.ts";

/** Articles about the same, as links with their days. */
export function renderRelated(context: PageContext, { similar }: Related): Html | false {
  const { words } = context;
  if (similar.length === 0) return false;
  return html`<section class="related">
    <h2>${words.related}</h2>
    <ul>
      ${similar.map(
        (link) =>
          html`<li>
            <a href="${hrefOf(link, context)}" ${langAttribute(link.lang)}
              >${renderHeadline(link.title)}</a
            >
            <span class="small">${renderDay(link.published, link.precision, context)}</span>
          </li> `,
      )}
    </ul>
  </section>`;
}

/** The articles before and after: as the publisher says, else those of its section. */
export function renderNeighbours(
  context: PageContext,
  article: Article,
  related: Related,
): Html | false {
  const { words } = context;
  const previous =
    givenLink(context, article.previous, article.lang) ?? madeLink(context, related.previous);
  const next = givenLink(context, article.next, article.lang) ?? madeLink(context, related.next);
  if (previous === undefined && next === undefined) return false;
  return html`<nav class="ways" aria-label="${words.inSection}">
    ${previous !== undefined && renderWay(words.previous, "prev", previous)}
    ${next !== undefined && renderWay(words.next, "next", next)}
  </nav>`;
}

type NeighbourLink = {
  readonly title: string;
  readonly lang: string | undefined;
  /** Absent where the publisher named an article that is not here. */
  readonly href?: string;
};

function givenLink(
  { basePath }: PageContext,
  neighbour: Neighbour | undefined,
  lang: string | undefined,
): NeighbourLink | undefined {
  if (neighbour === undefined) return undefined;
  const { title, id } = neighbour;
  return { title, lang, ...(id !== undefined && { href: basePath + articlePath(id) }) };
}

function madeLink(context: PageContext, link: ArticleLink | undefined): NeighbourLink | undefined {
  return link && { title: link.title, lang: link.lang, href: hrefOf(link, context) };
}

function renderWay(name: string, rel: string, { title, lang, href }: NeighbourLink): Html {
  return html`<p class="${rel}">
    <b>${name}</b>
    <span ${langAttribute(lang)}
      >${href === undefined ? renderHeadline(title) : html`<a rel="${rel}" href="${href}">${renderHeadline(title)}</a>`}</span
    >
  </p>`;
}
