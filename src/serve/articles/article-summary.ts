import { articlePath } from "#model/address.ts";
import type { Card } from "#model/card.ts";
import { withoutUndefined } from "#model/defined.ts";
import { sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { ownUrl } from "#text/html/content.ts";

/** What the API says of an article in a list. */
type ArticleSummary = Pick<
  Card,
  | "id"
  | "title"
  | "published"
  | "authors"
  | "tags"
  | "lang"
  | "summary"
  | "updated"
  | "kicker"
  | "image"
  | "source"
> & {
  readonly url: string;
  /** `day` where the publisher gave a date alone. */
  readonly precision: Card["precision"];
  readonly section: { readonly path: string; readonly title: string };
};

/** A card as the API gives it: with absolute URLs, and its section by title too. */
export function summaryFrom(card: Card, site: Site, baseUrl: string): ArticleSummary {
  const { id, title, published, authors, tags, lang, summary, updated, kicker, image, precision } =
    card;
  const path = card.section;
  return withoutUndefined({
    id,
    title,
    published,
    precision,
    authors,
    tags,
    lang,
    summary,
    updated,
    kicker,
    url: card.url ?? baseUrl + articlePath(id),
    section: { path, title: sectionAt(site.sections, path)?.title ?? path },
    source: card.source,
    image: image === undefined ? undefined : ownUrl(image, baseUrl),
  });
}
