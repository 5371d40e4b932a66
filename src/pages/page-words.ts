import type { Html } from "./html.ts";

/** The words of the pages themselves, in one language. A function where a number or a name
 *  stands in the middle. */
export type PageWords = {
  /** BCP 47 tag of these words. */
  readonly lang: string;
  /** Locale by which dates and numbers are written. */
  readonly locale: string;
  readonly skip: string;
  readonly home: string;
  readonly latest: string;
  readonly sections: string;
  readonly feeds: string;
  readonly search: string;
  readonly searchHint: string;
  readonly older: string;
  readonly backToNewest: string;
  readonly noArticles: string;
  readonly articles: (count: number) => string;
  /** The names of the authors with what stands before them. */
  readonly by: (names: Html) => Html;
  /** Stands between the names of two authors. */
  readonly comma: string;
  /** Stands before the name of a source. */
  readonly source: string;
  readonly updated: string;
  readonly tags: string;
  readonly corrections: string;
  readonly attachments: string;
  readonly previous: string;
  readonly next: string;
  readonly translations: string;
  readonly license: string;
  readonly original: string;
  /** What a feed is, to somebody who opened one in a browser. */
  readonly feedNote: string;
  readonly feedHelp: string;
  /** Stands before the names of the formats. */
  readonly feedFormats: string;
  readonly feedHome: string;
  readonly allFeeds: string;
  readonly feedsIntro: string;
  /** That a section's feed holds what lies below the section. */
  readonly feedsNested: string;
  readonly opmlNote: string;
  readonly languages: string;
  readonly authors: string;
  /** Stands before the address of a search's feed. */
  readonly searchFeedNote: string;
  /** What an archive document is. */
  readonly archiveNote: string;
  readonly results: (count: number, query: string) => string;
  readonly noResults: (query: string) => string;
  readonly didYouMean: string;
  readonly everywhere: string;
  readonly byRelevance: string;
  readonly byDate: string;
  readonly degraded: string;
  readonly page: (page: number) => string;
  readonly previousPage: string;
  readonly nextPage: string;
  /** Names the breadcrumb to those who hear the page. */
  readonly here: string;
  /** Names the links of the masthead to those who hear the page. */
  readonly menu: string;
  readonly more: (title: string) => string;
  /** The heading of the top of the home page, heard and not seen. */
  readonly topStories: string;
  readonly related: string;
  /** Names the links to the neighbours of an article. */
  readonly inSection: string;
  /** What the page of a tag, an author or a language is. */
  readonly topicKind: (kind: "tags" | "authors" | "languages") => string;
  /** A number as people write it. */
  readonly count: (count: number) => string;
  readonly year: (year: string) => string;
  readonly years: string;
  readonly filters: string;
  /** The label of a link that takes a filter away. */
  readonly withoutFilter: (name: string) => string;
  readonly sortBy: string;
  /** Leads to the feed of a search. */
  readonly follow: string;
  readonly corrected: (from: string, to: string) => string;
  readonly ignored: (words: string) => string;
  readonly noSection: (names: string) => string;
  readonly partialOnly: (query: string) => string;
  /** The heading of hits that have only some of the words. */
  readonly partialMatches: string;
  /** What a hit was found by, where neither its title nor its text shows it. */
  readonly matchedBy: Readonly<Record<"tag" | "author" | "published", string>>;
  readonly searchIntro: string;
  /** What helps to find something. */
  readonly searchTips: readonly string[];
  readonly tipsTitle: string;
  /** Names the lines of the foot to those who hear the page. */
  readonly siteInfo: string;
  /** Says in the byline that something was corrected. */
  readonly correctionsShort: string;
  readonly problem: ProblemWords;
};

/** What a page says to a person when there is nothing to show, by the answer's status. */
export type ProblemWords = {
  readonly badRequest: readonly [title: string, help: string];
  readonly notFound: readonly [title: string, help: string];
  readonly gone: readonly [title: string, help: string];
  readonly unavailable: readonly [title: string, help: string];
  readonly broken: readonly [title: string, help: string];
};
