import { articlePath } from "#model/address.ts";
import type { Card } from "#model/card.ts";
import { sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { ownUrl } from "#text/html/content.ts";
import type { HighlightSegment } from "#model/highlight-segment.ts";
import { segmentsOf } from "./highlight.ts";
import { marksIn } from "./marks.ts";
import type { Query } from "#search/query/query.ts";
import type { FoundArticle } from "#search/run/result-page.ts";
import { endsSentence } from "#text/analysis/sentence-end.ts";
import { ELLIPSIS, snippetOf, snippetWindow } from "./snippet.ts";

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
  { score, partial }: Pick<FoundArticle, "score" | "partial">,
  { marks }: Pick<Query, "marks">,
  { site, baseUrl }: { readonly site: Pick<Site, "sections">; readonly baseUrl: string },
): Hit {
  const { id, title, published, precision, authors, tags, lang, section: path } = card;
  const { summary, kicker, source, image } = card;
  const titleMarks = marksIn(title, marks, { field: "title", lang });
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
    highlights: { title: segmentsOf(title, titleMarks), snippet: bestSnippet(card, marks) },
  };
}

/** Where the text has nothing of the search, the summary says best what the article is about. */
function bestSnippet(
  { text, summary, lang }: Card,
  terms: Query["marks"],
): readonly HighlightSegment[] {
  const inText = snippetIn(text, terms, lang);
  return inText.isMarked ? inText.snippet : snippetIn(summary, terms, lang).snippet;
}

/** The best stretch of a text; the ellipsis of one that was cut is none of the article's own
 *  characters, and stands apart. */
function snippetIn(
  written: string,
  terms: Query["marks"],
  lang: string,
): { readonly snippet: readonly HighlightSegment[]; readonly isMarked: boolean } {
  const isCut = written.endsWith(ELLIPSIS.text);
  const text = isCut ? written.slice(0, -ELLIPSIS.text.length) : written;
  const marks = marksIn(text, terms, { field: "text", lang });
  const window = snippetWindow(text, marks);
  const snippet = snippetOf(text, marks, window);
  const endsEarly = isCut && window.end === text.length && text !== "" && !endsSentence(text);
  return { snippet: endsEarly ? [...snippet, ELLIPSIS] : snippet, isMarked: marks.length > 0 };
}
