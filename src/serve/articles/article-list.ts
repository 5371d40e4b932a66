import type { Card } from "#model/card.ts";
import { isRejection } from "#model/rejection.ts";
import { type Columns, publishedSeconds } from "#search/format/columns.ts";
import type { Filter } from "#search/query/search-filter.ts";
import { filterDocs, firstSince } from "#search/run/filter.ts";
import { readColumns } from "#searcher/recent-index.ts";
import { docOf, findArticle } from "#store/article-reading.ts";
import { readCards } from "#store/card-reading.ts";
import type { DirectoryEntry } from "#store/directory.ts";
import type { Reader } from "#store/reader.ts";
import { type ListCursor, cursorText, toCursor } from "./cursor.ts";
import { badParameter } from "#serve/http/parameter.ts";

/** Which articles to list. */
type ListQuery = {
  readonly filter: Filter;
  readonly limit: number;
  /** As the client gave it; null for the newest. */
  readonly cursor: string | null;
};

/** One page of a list. */
type CardList = {
  /** Newest first. */
  readonly cards: readonly Card[];
  /** The cursor of the page behind it; null on the last. */
  readonly next: string | null;
};

/** Articles that pass a filter, newest first, from the columns and the cards: 3 rounds at most.
 *  @throws {Problem} bad-parameter, for a cursor that is not ours */
export async function listArticles(reader: Reader, query: ListQuery): Promise<CardList> {
  const cursor = query.cursor === null ? undefined : toCursor(query.cursor);
  if (isRejection(cursor)) throw badParameter(cursor);
  const [columns, entry] = await Promise.all([
    readColumns(reader),
    cursor === undefined ? null : findArticle(reader, cursor.id),
  ]);
  const below = cursor === undefined ? columns.count : docBehind(reader, columns, cursor, entry);
  const docs = filterDocs(columns, query.filter, { below, limit: query.limit + 1 });
  const shown = docs.slice(0, query.limit);
  const cards = await readCards(reader, shown);
  const [last, lastDoc] = [cards.at(-1), shown.at(-1)];
  const hasMore = docs.length > shown.length && last !== undefined && lastDoc !== undefined;
  return { cards, next: hasMore ? cursorText(cursorAt(columns, lastDoc, last)) : null };
}

function cursorAt(columns: Columns, doc: number, { id }: Card): ListCursor {
  const second = publishedSeconds(columns, doc);
  return { second, rank: doc - firstSince(columns, second), id };
}

/** The number below which a list goes on: the article's own while it is where it was, else its
 *  old place. */
function docBehind(
  { manifest }: Reader,
  columns: Columns,
  { second, rank }: ListCursor,
  entry: DirectoryEntry | null,
): number {
  const doc = entry === null || entry.withdrawn ? undefined : docOf(manifest, entry);
  if (doc !== undefined && publishedSeconds(columns, doc) === second) return doc;
  const [from, to] = [firstSince(columns, second), firstSince(columns, second + 1)];
  return rank === undefined ? to : Math.min(from + rank, to);
}
