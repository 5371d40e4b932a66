import { articlePath, sectionFolder } from "#model/address.ts";
import type { Card } from "#model/card.ts";
import type { ArticleHead } from "#model/entry.ts";
import { sectionAt } from "#model/section.ts";
import { renderDay } from "./date.ts";
import { type Html, html, langAttribute } from "./html.ts";
import { linkOf, type PageContext } from "./page-context.ts";
import { wordsFor } from "./words.ts";

/** What a list shows of an article: a card is one, and an article gives one. */
export type Teaser = Pick<
  Card,
  "id" | "title" | "section" | "published" | "precision" | "authors" | "summary"
> & {
  readonly lang?: string;
  readonly url?: string;
  readonly kicker?: string;
  readonly image?: string;
};

/** An article's line in a list. */
export function teaserFromArticle(article: ArticleHead): Teaser {
  const { id, title, section, published, precision, authors, lang, url, kicker, image } = article;
  return {
    id,
    title,
    section,
    published,
    precision,
    authors,
    summary: article.summary ?? article.excerpt ?? "",
    ...(lang !== undefined && { lang }),
    ...(url !== undefined && { url }),
    ...(kicker !== undefined && { kicker }),
    ...(image !== undefined && { image: image.url }),
  };
}

/** Where a list links to: the article's page, or where it lives when it lives elsewhere. */
export function hrefOf({ id, url }: Pick<Teaser, "id" | "url">, context: PageContext): string {
  const elsewhere = url === undefined ? undefined : linkOf(url, context);
  return elsewhere ?? context.basePath + articlePath(id);
}

/** One article of a list, as an `<article>`: picture, kicker, title, summary, and a line of
 *  section, authors and day.
 *  @param level  of the title's heading */
export function renderTeaser(teaser: Teaser, context: PageContext, level: 2 | 3 = 2): Html {
  const { title, lang, kicker, summary } = teaser;
  const image = teaser.image === undefined ? undefined : linkOf(teaser.image, context);
  const heading = html`<a href="${hrefOf(teaser, context)}">${title}</a>`;
  return html`<article ${langAttribute(lang)} dir="auto">
    ${image !== undefined && html`<img src="${image}" alt="" loading="lazy" /> `}${kicker !== undefined && html`<p class="kicker">${kicker}</p> `}${
      level === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`
    }
    ${summary !== "" && html`<p>${summary}</p> `}${renderTeaserMeta(teaser, context)}
  </article> `;
}

/** Names in a row, parted as the language of the article parts them. */
export function namesOf(authors: readonly string[], lang: string): string {
  return authors.join(wordsFor(lang).comma);
}

/** The line below a title: section (unless the page is that section's), authors, day; in the
 *  language of the page's words. */
export function renderTeaserMeta(teaser: Teaser, context: PageContext): Html {
  const { site, basePath, words, sections } = context;
  const section =
    sections.at(-1)?.path === teaser.section ? undefined : sectionAt(site.sections, teaser.section);
  return html`<p class="small" lang="${words.lang}">
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
