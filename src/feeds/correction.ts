import { entryId } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import { epochMs, precisionOf } from "#model/instant.ts";
import { NEWEST_PAGE } from "#model/newest-page.ts";
import type { Site } from "#model/site.ts";
import { escapeHtml } from "#text/html/escape.ts";
import type { Feed } from "./feed.ts";
import { correctionsHeading } from "./heading.ts";

/** The word for a correction, by language; Chinese of either script writes it alike. */
const WORDS: Readonly<Record<string, string>> = { zh: "更正", ja: "訂正", ko: "정정" };

/** An article's corrections as HTML to stand below its content, oldest first; "" when there are
 *  none. Readers show the content alone, so that a correction elsewhere would reach nobody. */
export function correctionsHtml({ corrections, lang }: Article): string {
  if (corrections.length === 0) return "";
  const notes = corrections.map(
    ({ at, note }) =>
      `<p><strong>${correctionWord(lang)} ${at.slice(0, 10)}</strong> ${escapeHtml(note)}</p>`,
  );
  return `\n<hr>\n${notes.join("\n")}`;
}

/** An article's corrections as entries of a feed of corrections: what changed and when, under the
 *  article's own title and link. An entry's id is made of the article's and of the moment, so that
 *  a note reworded is the same entry. */
export function correctionEntries(
  article: Article,
  site: Pick<Site, "idAuthority">,
): readonly Article[] {
  const seen = new Map<string, number>();
  return article.corrections.map(({ at, note }) => {
    const earlier = seen.get(at) ?? 0;
    seen.set(at, earlier + 1);
    const { html: _html, excerpt: _excerpt, updated: _updated, image: _image, ...rest } = article;
    return {
      ...rest,
      guid: `${entryId({ id: article.id }, site)}/corrections/${at}${earlier ? `/${earlier + 1}` : ""}`,
      published: at,
      precision: precisionOf(at),
      summary: note,
      body: note,
      format: "text",
      attachments: [],
      corrections: [],
    };
  });
}

/** The feed of the corrections of all these articles, newest first.
 *  @param articles  those corrected last, at least */
export function correctionsFeed({
  articles,
  ...feed
}: Pick<Feed, "site" | "baseUrl" | "modified"> & { readonly articles: readonly Article[] }): Feed {
  const { site } = feed;
  const entries = articles
    .flatMap((article) => correctionEntries(article, site))
    .sort((a, b) => epochMs(b.published) - epochMs(a.published))
    .slice(0, NEWEST_PAGE.maxArticles);
  return { ...correctionsHeading(site), ...feed, entries, complete: false };
}

function correctionWord(lang = "en"): string {
  return WORDS[lang.split("-", 1)[0] ?? ""] ?? "Correction";
}
