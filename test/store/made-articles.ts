import { type Article, toArticle } from "#model/article.ts";
import { type ArticleId, toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { SITE_DEFAULTS, type Site, toSite } from "#model/site.ts";

/** A generator of numbers from 0 to 1 that gives the same row for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A checked id. */
export function madeId(text: string): ArticleId {
  const id = toArticleId(text);
  if (isRejection(id)) throw new TypeError(JSON.stringify(id.faults));
  return id;
}

/** A checked article with a number for an id; every field can be given. */
export function madeArticle(fields: Readonly<Record<string, unknown>>): Article {
  const article = toArticle(
    { title: `Title ${String(fields["id"])}`, section: "news", published: "2023-04-14", ...fields },
    { timeZone: "UTC", format: "html" },
  );
  if (isRejection(article)) throw new TypeError(JSON.stringify(article.faults));
  return article;
}

/** A checked site with sections of these paths, such as `news` and `news/politics`, parents first. */
export function madeSite(title: string = SITE_DEFAULTS.title, slugs: readonly string[] = []): Site {
  const site = toSite({
    title,
    lang: "en",
    sections: slugs.map((slug) => ({ slug })),
  });
  if (isRejection(site)) throw new TypeError(JSON.stringify(site.faults));
  return site;
}

/** Articles an hour apart, the oldest first, dealt to sections in turn, each with a body of about `bytes` bytes of its own words. */
export function madeArticles(
  count: number,
  { sections = ["news"], bytes = 400, seed = 1, from = Date.UTC(2020, 0, 1) } = {},
): readonly Article[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) =>
    madeArticle({
      id: `a${index}`,
      title: `Title of ${index}`,
      section: sections[index % sections.length],
      published: new Date(from + index * 3_600_000).toISOString(),
      body: `<p>${words(random, bytes)}</p>`,
      lang: "en",
      authors: [`Author ${Math.floor(random() * 20)}`],
      tags: [`tag${Math.floor(random() * 50)}`],
      aliases: [`/html/${index}.html`],
    }),
  );
}

function words(random: () => number, bytes: number): string {
  let text = "";
  // A skewed choice among 20,000 words, as in real language.
  while (text.length < bytes) text += `${Math.floor(random() ** 3 * 20_000).toString(36)}w `;
  return text.trim();
}
