import type { Article } from "#model/article.ts";
import { memoize, memoizeLast } from "#model/memoize.ts";
import { lineOf, type SectionPath } from "#model/name.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { scriptForm } from "./script.ts";
import type { ReadingsOf, Suggestable, SuggestionSource } from "./source.ts";
import { type ArticleWords, frequentTerms, wordsIn } from "./terms.ts";

/** Tags that are suggested at most, those of most articles. */
const MOST_TAGS = 5_000;

/** Everything that the articles of a site let us suggest: the sections that have articles in the
 *  site's order, tags by how many articles have them, frequent words, titles newest first.
 *  O(articles).
 *  @param articles  oldest first
 *  @param words  what `articleWords` says of each */
export function collectSuggestions(
  articles: readonly Article[],
  site: Site,
  words: Iterable<ArticleWords> = articles.map((article) => articleWords(article, site)),
): SuggestionSource {
  const langOf = (article: Article): string => article.lang ?? site.lang;
  const named = new Set<SectionPath>();
  for (const { section, also } of articles) {
    named.add(section);
    for (const path of also) named.add(path);
  }
  const filled = new Set([...named].flatMap(lineOf));
  const sections = allSections(site.sections)
    .filter(({ path }) => filled.has(path))
    .map(({ title, lang = site.lang }) => ({ text: title, lang }));
  return {
    names: [...sections, ...commonTags(articles, langOf)],
    terms: frequentTerms(words),
    titles: articles.toReversed().map((article) => titleOf(article, langOf(article))),
  };
}

const lastTitle = memoizeLast<Article, Suggestable>();

function titleOf(article: Article, lang: string): Suggestable {
  return lastTitle(article, lang, () => ({ text: article.title, lang }));
}

/** The words of an article that may be suggested. O(characters).
 *  @param readingsOf  cuts Chinese into words; without it there are no Chinese ones */
export function articleWords(
  { title, summary, excerpt, lang }: Article,
  site: Site,
  readingsOf?: ReadingsOf,
): ArticleWords {
  const source = { title, summary: summary ?? excerpt ?? "", lang: lang ?? site.lang };
  return { words: wordsIn(source, readingsOf), lang: source.lang };
}

/** Tags of which the key is kept: those of any site but the largest. */
const KEPT_KEYS = 20_000;
const keyOf = memoize(scriptForm, KEPT_KEYS);

/** Tags that are the same but for case and signs are one, in each script, written as the newest
 *  article writes it. */
function commonTags(
  articles: readonly Article[],
  langOf: (article: Article) => string,
): readonly Suggestable[] {
  const tags = new Map<string, { count: number; text: string; lang: string }>();
  for (const article of articles) {
    for (const text of article.tags) {
      const key = keyOf(text);
      const known = tags.get(key);
      if (known === undefined) tags.set(key, { count: 1, text, lang: langOf(article) });
      else {
        known.count += 1;
        known.text = text;
        known.lang = langOf(article);
      }
    }
  }
  return [...tags]
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .slice(0, MOST_TAGS)
    .map(([, { text, lang }]) => ({ text, lang }));
}
