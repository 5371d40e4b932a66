import { percentDecoded } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import type { ArticleId } from "#model/name.ts";
import type { Fault } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import { purgeMark, type Takedowns } from "#store/history/takedown.ts";

/** That an article was purged, and is not published again. */
export function purgedNotice(id: ArticleId): Fault & { readonly article: ArticleId } {
  return {
    article: id,
    what: `${id} was purged, and is left out`,
    fix: `take it out of the content, or publish once with --revive ${id}`,
  };
}

/** The articles of a publication without those that were purged.
 *  @returns also the ids of those */
export async function withoutPurged(
  articles: readonly Article[],
  { purged }: Takedowns,
): Promise<{ readonly kept: readonly Article[]; readonly purged: readonly ArticleId[] }> {
  if (purged.length === 0) return { kept: articles, purged: [] };
  const marks = new Set(purged.map(({ id }) => id));
  const known = await Promise.all(articles.map(async ({ id }) => marks.has(await purgeMark(id))));
  return {
    kept: articles.filter((_, at) => known[at] !== true),
    purged: articles.filter((_, at) => known[at]).map(({ id }) => id),
  };
}

/** Matches `/articles/87613`, `/articles/87613.md?x`, `https://a.example/articles/%E6%B2%B3`. */
const ARTICLE_PATH = /^(?:https?:\/\/[^/]*)?\/articles\/([^/?#]+?)(?:\.json|\.md)?(?:[?#].*)?$/;

/** The settings of a site without what leads to purged articles: redirects and links of the pages,
 *  whose paths may be made of their headlines. */
export async function siteWithoutPurged(site: Site, { purged }: Takedowns): Promise<Site> {
  if (purged.length === 0) return site;
  const { redirects, navigation, footer } = site;
  const links = [...(navigation ?? []), ...(footer ?? [])].map(({ url }) => url ?? "");
  const marks = new Set(purged.map(({ id }) => id));
  const taken = await leadingTo(marks, [...Object.values(redirects ?? {}), ...links]);
  if (taken.size === 0) return site;
  const isKept = ({ url = "" }: { readonly url?: string }): boolean => !taken.has(url);
  const kept = Object.entries(redirects ?? {}).filter(([, to]) => !taken.has(to));
  return {
    ...site,
    ...(redirects && { redirects: Object.fromEntries(kept) }),
    ...(navigation && { navigation: navigation.filter(isKept) }),
    ...(footer && { footer: footer.filter(isKept) }),
  };
}

/** Those of the addresses that lead to articles with these marks. */
async function leadingTo(
  marks: ReadonlySet<string>,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const address of addresses) {
    const [, id] = ARTICLE_PATH.exec(address) ?? [];
    if (id !== undefined && marks.has(await purgeMark(percentDecoded(id)))) found.add(address);
  }
  return found;
}
