import type { PageWords } from "./page-words.ts";

const count = (number: number): string => number.toLocaleString("en-GB");

/** The words of the pages in English. */
export const ENGLISH: PageWords = {
  lang: "en",
  locale: "en-GB",
  skip: "Skip to the articles",
  home: "Home",
  latest: "Latest",
  sections: "Sections",
  feeds: "Feeds",
  search: "Search",
  searchHint: "Search all articles",
  older: "Older articles",
  backToNewest: "Back to the newest",
  noArticles: "Nothing has been published here yet.",
  articles: (number) => `${count(number)} ${number === 1 ? "article" : "articles"}`,
  by: (names) => `By ${names}`,
  comma: ", ",
  source: "Source",
  updated: "Updated",
  tags: "Tags",
  corrections: "Corrections",
  attachments: "Attachments",
  previous: "Previous",
  next: "Next",
  translations: "Also in",
  license: "Licence",
  original: "Read it where it was published",
  feedNote: "This is a feed: its articles come to you.",
  feedHelp:
    "Copy this address into a feed reader, such as NetNewsWire, Feedly, Inoreader, FreshRSS or Thunderbird, and everything new will appear there.",
  feedFormats: "Formats",
  feedHome: "Read it on this site",
  allFeeds: "All feeds",
  feedsIntro:
    "Each feed comes in three formats with the same articles. Every reader understands RSS; copy its address into yours.",
  feedsNested:
    "The feed of a section also holds the articles of the sections inside it: whoever follows the outer one needs none of the inner ones.",
  opmlNote:
    "all sections as one file, for readers that import such lists. No section’s articles come twice.",
  languages: "Languages",
  authors: "Authors",
  searchFeedNote:
    "Any search can be followed too: its feed holds the newest articles that match it fully. Put the words behind",
  archiveNote: "This is a page of the feed’s archive; it does not change any more.",
  results: (number, query) =>
    `${count(number)} ${number === 1 ? "result" : "results"} for “${query}”`,
  noResults: (query) => `Nothing was found for “${query}”.`,
  didYouMean: "Did you mean",
  everywhere: "All sections",
  byRelevance: "Best match",
  byDate: "Newest first",
  partialMatch: "has some of the words",
  degraded: "The question was long, so only its most telling words were looked for.",
  page: (page) => `Page ${count(page)}`,
  previousPage: "Previous page",
  nextPage: "Next page",
  problem: {
    badRequest: ["That address is not right", "Something in it could not be understood."],
    notFound: ["There is no such page", "It may have moved. The search may find it."],
    gone: [
      "This article was withdrawn",
      "The publisher has taken it back. Its address will stay empty.",
    ],
    unavailable: ["Nothing can be shown at the moment", "Please try again in a little while."],
    broken: ["Something went wrong here", "It was noted. Please try again later."],
  },
};
