import { expect } from "vitest";
import { entryFrom } from "#feeds/entry-content.ts";
import type { Article } from "#model/article.ts";
import type { Entry } from "#model/entry.ts";
import { findAlias, findArticle, readArchive, readFront } from "#store/article-reading.ts";
import { readArticle, readArticles } from "#store/pack-reading.ts";
import { readCards } from "#store/card-reading.ts";
import type { Reader } from "#store/reader.ts";

/** Everything that readers can come to through a release: each article found by every way there is, and the ways agree.
 *  @returns the articles, oldest first */
export async function readWhole(reader: Reader): Promise<readonly Article[]> {
  const { manifest } = reader;
  const docs = Array.from({ length: manifest.count }, (_, doc) => doc);
  const articles = await readArticles(reader, docs);
  const cards = await readCards(reader, docs);
  expect(cards.map(({ id, title }) => [id, title])).toEqual(
    articles.map(({ id, title }) => [id, title]),
  );
  for (const { path, count } of manifest.fronts) {
    const chain = await readChain(reader, path);
    expect(chain.length).toBe(count);
    const members = membersOf(articles, path);
    expect(chain.map(({ id }) => id)).toEqual(members.map(({ id }) => id));
    const byId = new Map(members.map((article) => [article.id, article]));
    for (const entry of chain)
      if ("content" in entry) expect(entry).toEqual(entryFrom(byId.get(entry.id)!));
  }
  for (const article of articles) {
    const entry = await findArticle(reader, article.id);
    if (entry === null || entry.withdrawn) throw new TypeError(`${article.id} has no entry`);
    expect(await readArticle(reader, entry)).toEqual(article);
    for (const alias of article.aliases)
      expect(await findAlias(reader, alias)).toEqual({ withdrawn: false, id: article.id });
  }
  return articles;
}

/** The articles of a section as a feed reader comes to them: the newest page, then archive after archive; oldest first. Every `next` leads back. */
export async function readChain(
  reader: Reader,
  path: string,
): Promise<readonly (Article | Entry)[]> {
  const newest = await readFront(reader, path);
  const pages: (readonly (Article | Entry)[])[] = [newest];
  const front = reader.manifest.fronts.find((each) => each.path === path);
  let after: string | undefined;
  let name = front?.archive.newest ?? undefined;
  while (name !== undefined) {
    const page = await readArchive(reader, path, name);
    if (page === null) throw new TypeError(`archive document ${name} is not there`);
    expect(page.next).toBe(after);
    pages.push(page.articles);
    [after, name] = [name, page.previous];
  }
  return pages.flat().toReversed();
}

function membersOf(articles: readonly Article[], path: string): readonly Article[] {
  const isBelow = (section: string): boolean =>
    path === "" || section === path || section.startsWith(`${path}/`);
  return articles.filter(({ section, also }) => [section, ...also].some(isBelow));
}
