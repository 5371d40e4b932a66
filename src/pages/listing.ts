import { articlePath, sectionFolder } from "#model/address.ts";
import type { Card } from "#model/card.ts";
import type { ArticleHead } from "#model/entry.ts";
import { sectionAt } from "#model/section.ts";
import { renderDay } from "./date.ts";
import { type Html, html, langAttribute } from "./html.ts";
import { linkOf, type Setting } from "./setting.ts";
import { wordsFor } from "./words.ts";

/** What a list shows of an article: a card is one, and an article gives one. */
export type Listing = Pick<
  Card,
  "id" | "title" | "section" | "published" | "precision" | "authors" | "summary"
> & {
  readonly lang?: string;
  readonly url?: string;
  readonly kicker?: string;
  readonly image?: string;
};

/** An article's line in a list. */
export function listingFromArticle(article: ArticleHead): Listing {
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
export function hrefOf({ id, url }: Pick<Listing, "id" | "url">, setting: Setting): string {
  const elsewhere = url === undefined ? undefined : linkOf(url, setting);
  return elsewhere ?? setting.basePath + articlePath(id);
}

/** One article of a list, as an `<article>`: picture, kicker, title, summary, and a line of section, authors and day.
 *  @param level  of the title's heading */
export function renderListing(listing: Listing, setting: Setting, level: 2 | 3 = 2): Html {
  const { title, lang, kicker, summary } = listing;
  const image = listing.image === undefined ? undefined : linkOf(listing.image, setting);
  const heading = html`<a href="${hrefOf(listing, setting)}">${title}</a>`;
  return html`<article ${langAttribute(lang)} dir="auto">
    ${image !== undefined && html`<img src="${image}" alt="" loading="lazy" /> `}${kicker !== undefined && html`<p class="kicker">${kicker}</p> `}${
      level === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`
    }
    ${summary !== "" && html`<p>${summary}</p> `}${renderSmallPrint(listing, setting)}
  </article> `;
}

/** Names in a row, parted as the language of the article parts them. */
export function namesOf(authors: readonly string[], lang: string): string {
  return authors.join(wordsFor(lang).comma);
}

/** The line below a title: section (unless the page is that section's), authors, day; in the language of the page's words. */
export function renderSmallPrint(listing: Listing, setting: Setting): Html {
  const { site, basePath, words, sections } = setting;
  const section =
    sections.at(-1)?.path === listing.section
      ? undefined
      : sectionAt(site.sections, listing.section);
  return html`<p class="small" lang="${words.lang}">
    ${
      section !== undefined &&
      html`<a
        href="${basePath}${sectionFolder(section.path)}"
        ${langAttribute(section.lang ?? site.lang)}
        >${section.title}</a
      > `
    }${
      listing.authors.length > 0 &&
      html`<span ${langAttribute(listing.lang)}
        >${namesOf(listing.authors, listing.lang ?? words.lang)}</span
      > `
    }${renderDay(listing.published, listing.precision, setting)}
  </p>`;
}
