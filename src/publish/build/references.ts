import type { Article } from "#model/article.ts";
import type { Neighbour } from "#model/article-part.ts";
import type { ArticleId } from "#model/name.ts";
import { type ReadyArticle, readyArticle } from "./ready-article.ts";

/** Articles without what they say of articles that readers do not see: a neighbour's title or a
 *  translation's address would betray a draft, an embargo or a withdrawn article. Those that say
 *  nothing of them stay as they are.
 *  @param isHidden  whether an id is that of such an article */
export async function withoutHidden(
  articles: readonly ReadyArticle[],
  isHidden: (id: ArticleId) => boolean,
): Promise<readonly ReadyArticle[]> {
  return Promise.all(
    articles.map(async (ready) => {
      const { previous, next, translations } = ready.article;
      const ids = [previous?.id, next?.id, ...Object.values(translations)];
      const speaks = ids.some((id) => id !== undefined && isHidden(id));
      return speaks ? readyArticle(silenced(ready.article, isHidden)) : ready;
    }),
  );
}

function silenced(article: Article, isHidden: (id: ArticleId) => boolean): Article {
  const { previous, next, translations, ...rest } = article;
  const isShown = ({ id }: Neighbour): boolean => id === undefined || !isHidden(id);
  return {
    ...rest,
    ...(previous && isShown(previous) && { previous }),
    ...(next && isShown(next) && { next }),
    translations: Object.fromEntries(
      Object.entries(translations).filter(([, id]) => !isHidden(id)),
    ),
  };
}
