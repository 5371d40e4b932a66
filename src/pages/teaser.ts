import { articlePath, sectionFolder } from "#model/address.ts";
import type { Image } from "#model/article-part.ts";
import { sectionAt } from "#model/section.ts";
import { OWN_ORIGIN } from "#model/site.ts";
import type { Teaser } from "#model/teaser.ts";
import { renderDay } from "./date.ts";
import { renderHeadline } from "./headline.ts";
import { type Html, html, langAttribute } from "./html.ts";
import { linkOf, type PageContext } from "./page-context.ts";
import { wordsFor } from "./words.ts";

/** Where a list links to: the article's page, or where it lives when it lives elsewhere. */
export function hrefOf({ id, url }: Pick<Teaser, "id" | "url">, context: PageContext): string {
  const elsewhere = url === undefined ? undefined : linkOf(url, context);
  return elsewhere ?? context.basePath + articlePath(id);
}

/** How a teaser is shown: `lead` opens a page, `brief` is title and day alone. */
export type TeaserOptions = {
  readonly kind?: "lead" | "plain" | "brief";
  /** Of the title's heading. */
  readonly level?: 2 | 3;
  /** Whether the picture is seen at once, so that it is not loaded late. */
  readonly isFirst?: boolean;
};

/** One article of a list, as an `<article>`: picture, kicker, title, summary, and a line of
 *  section, authors and day. */
export function renderTeaser(
  teaser: Teaser,
  context: PageContext,
  { kind = "plain", level = 2, isFirst = false }: TeaserOptions = {},
): Html {
  const { lang, image } = teaser;
  const href = hrefOf(teaser, context);
  const isBrief = kind === "brief";
  const picture = image !== undefined && !isBrief && renderPicture(image, context, isFirst);
  return html`<article class="${kind}${picture && " pictured"}" ${langAttribute(lang)} dir="auto">
    ${picture && html`<a class="pic" href="${href}" tabindex="-1" aria-hidden="true">${picture}</a>`}
    <div class="words">
      ${renderTitle(teaser, href, level)}
      ${isBrief ? renderDayLine(teaser, context) : renderTeaserText(teaser, context)}
    </div>
  </article> `;
}

function renderTitle({ kicker, title }: Teaser, href: string, level: 2 | 3): Html {
  const heading = html`<a href="${href}">${renderHeadline(title)}</a>`;
  return html`${kicker !== undefined && html`<p class="kicker">${kicker}</p> `}${
    level === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`
  }`;
}

function renderTeaserText(teaser: Teaser, context: PageContext): Html {
  const { summary } = teaser;
  return html`${summary !== "" && html`<p class="summary">${summary}</p> `}${renderTeaserMeta(teaser, context)}`;
}

/** The picture of a teaser: decoration, for its title stands beside it. */
function renderPicture(image: Image, context: PageContext, isFirst: boolean): Html | false {
  const source = linkOf(image.url, context);
  if (source === undefined) return false;
  return html`<img
    src="${source}"
    alt=""
    ${imageAttributes(image, context, "(min-width: 60rem) 36rem, 100vw")}${
      isFirst ? html` fetchpriority="high"` : html` loading="lazy" decoding="async"`
    }
  />`;
}

/** Size and variants of a picture, as attributes: what its room is known by before it is loaded.
 *  @param sizes  how wide it is shown, as CSS says it */
export function imageAttributes(image: Image, context: PageContext, sizes: string): Html {
  const { width, height, srcset } = image;
  const variants = srcset?.replaceAll(OWN_ORIGIN, context.basePath);
  return html`${width !== undefined && html` width="${width}"`}${height !== undefined && html` height="${height}"`}${
    variants !== undefined && html` srcset="${variants}" sizes="${sizes}"`
  }`;
}

/** Names in a row, parted as the language of the article parts them. */
function namesOf(authors: readonly string[], lang: string): string {
  return authors.join(wordsFor(lang).comma);
}

/** The line below a title: section (unless the page is that section's), authors, day; in the
 *  language of the page's words. */
export function renderTeaserMeta(teaser: Teaser, context: PageContext): Html {
  const { site, basePath, words, sections } = context;
  const section =
    sections.at(-1)?.path === teaser.section ? undefined : sectionAt(site.sections, teaser.section);
  return html`<p class="meta" lang="${words.lang}">
    ${
      section !== undefined &&
      html`<a
        href="${basePath}${sectionFolder(section.path)}"
        ${langAttribute(section.lang ?? site.lang)}
        >${section.title}</a
      > `
    }${
      teaser.authors.length > 0 &&
      html`<span ${langAttribute(teaser.lang)}
        >${namesOf(teaser.authors, teaser.lang ?? words.lang)}</span
      > `
    }${renderDay(teaser.published, teaser.precision, context)}
  </p>`;
}

function renderDayLine({ published, precision }: Teaser, context: PageContext): Html {
  return html`<p class="meta" lang="${context.words.lang}">
    ${renderDay(published, precision, context)}
  </p>`;
}
