import { articlePath } from "#model/address.ts";
import type { Card } from "#model/card.ts";
import { sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { ownUrl } from "#text/html/content.ts";
import type { HighlightSegment } from "#model/card.ts";
import { segmentsOf } from "./highlight.ts";
import { marksIn } from "./marks.ts";
import type { Query } from "#search/query/query.ts";
import type { FoundArticle } from "#search/run/result-page.ts";
import { endsSentence, withoutWideBlanks } from "#text/analysis/sentence-end.ts";
import { ELLIPSIS, snippetOf, snippetWindow } from "./snippet.ts";

/** What an article may be found by beside its title and its text: a tag, an author, or that it was
 *  published on the date that was asked for. */
type MatchedBy = "tag" | "author" | "published";

/** One article that a search found, as `/api/search` gives it. */
export type Hit = Pick<
  Card,
  "id" | "title" | "published" | "precision" | "authors" | "tags" | "lang" | "summary"
> & {
  readonly kicker?: string;
  readonly source?: NonNullable<Card["source"]>;
  /** Absolute. */
  readonly image?: string;
  /** Absolute: the article's own page, or where it lives elsewhere. */
  readonly url: string;
  readonly section: { readonly path: string; readonly title: string };
  /** Higher is better; four decimals. */
  readonly score: number;
  /** Whether it has only part of what was searched for. */
  readonly partial: boolean;
  /** What it was found by, where neither its title nor its text shows it. */
  readonly matched?: MatchedBy;
  /** The article's own characters, cut where what was searched for begins and ends. Never HTML. */
  readonly highlights: {
    readonly title: readonly HighlightSegment[];
    readonly snippet: readonly HighlightSegment[];
  };
};

/** The hit of an article: its card, with what was searched for marked in the title and in the best
 *  stretch of the text that the card holds, or of its summary where that text has nothing of it.
 *  About 0.05 ms. */
export function toHit(
  card: Card,
  { score, partial, publishedThen }: Omit<FoundArticle, "doc">,
  { marks }: Pick<Query, "marks">,
  { site, baseUrl }: { readonly site: Pick<Site, "sections">; readonly baseUrl: string },
): Hit {
  const { id, title, published, precision, authors, tags, lang, section: path } = card;
  const { summary, kicker, source, image } = card;
  const titleMarks = marksIn(title, marks, { field: "title", lang });
  const { snippet, isMarked } = bestSnippet(card, marks);
  const isShown = isMarked || titleMarks.length > 0;
  const matched = publishedThen ? "published" : matchedName(card, marks, isShown);
  return {
    id,
    url: card.url ?? baseUrl + articlePath(id),
    title,
    section: { path, title: sectionAt(site.sections, path)?.title ?? path },
    published,
    precision,
    authors,
    tags,
    lang,
    summary,
    ...(kicker !== undefined && { kicker }),
    ...(source !== undefined && { source }),
    ...(image !== undefined && { image: ownUrl(image, baseUrl) }),
    score: Math.round(score * 10_000) / 10_000,
    partial,
    ...(matched !== undefined && { matched }),
    highlights: { title: segmentsOf(title, titleMarks), snippet },
  };
}

/** Whether a card has anything of a search, in what a hit shows of it. O(length of the card).
 *  @param marks  the same array for all cards of a search */
export function showsMatch(
  { title, text, summary, lang }: Pick<Card, "title" | "text" | "summary" | "lang">,
  marks: Query["marks"],
): boolean {
  return (
    marksIn(title, marks, { field: "title", lang }).length > 0 ||
    [text, summary].some((one) => marksIn(one, marks, { field: "text", lang }).length > 0)
  );
}

/** What a hit was found by where neither its title nor its text shows it. */
function matchedName(
  { tags, authors, lang }: Card,
  marks: Query["marks"],
  isShown: boolean,
): "tag" | "author" | undefined {
  if (isShown || marks.length === 0) return undefined;
  const has = (names: readonly string[]): boolean =>
    names.some((name) => marksIn(name, marks, { field: "text", lang }).length > 0);
  if (has(tags)) return "tag";
  return has(authors) ? "author" : undefined;
}

/** Where the text has nothing of the search, the summary says best what the article is about. */
function bestSnippet({ text, summary, lang }: Card, terms: Query["marks"]): Snippet {
  const inText = snippetIn(text, terms, lang);
  return inText.isMarked ? inText : snippetIn(summary, terms, lang);
}

type Snippet = { readonly snippet: readonly HighlightSegment[]; readonly isMarked: boolean };

/** The best stretch of a text; the ellipsis of one that was cut is none of the article's own
 *  characters, and stands apart. */
function snippetIn(written: string, terms: Query["marks"], lang: string): Snippet {
  const isCut = written.endsWith(ELLIPSIS.text);
  const text = withoutWideBlanks(isCut ? written.slice(0, -ELLIPSIS.text.length) : written);
  const marks = marksIn(text, terms, { field: "text", lang });
  const window = snippetWindow(text, marks);
  const snippet = snippetOf(text, marks, window);
  const endsEarly = isCut && window.end === text.length && text !== "" && !endsSentence(text);
  return { snippet: endsEarly ? [...snippet, ELLIPSIS] : snippet, isMarked: marks.length > 0 };
}
