import { SUMMARY_EXTRAS, SUMMARY_FIELDS } from "./article-schemas.ts";
import { address, count, flag, list, moment, named, record, type Schema, text } from "./schema.ts";

const RELEASE = text("The release that answered.");
const SEGMENTS = list(
  record({
    text: text("The article's own characters; never HTML."),
    match: flag("Whether they match."),
  }),
);
const FACET = list(
  record(
    { value: text("As the filter takes it."), count: count("How many articles have it.") },
    { title: text("What people call it.") },
  ),
);
const USED = record({ used: count("So much."), limit: count("Of so much.") });

/** Schemas of searches and suggestions, of problems, of a feed, and of the service's health. */
export const SEARCH_SCHEMAS: Readonly<Record<string, Schema>> = {
  Hit: record(
    {
      ...SUMMARY_FIELDS,
      score: { type: "number", description: "Higher is better." },
      partial: flag("Whether it has only part of what was searched for."),
      highlights: record({ title: SEGMENTS, snippet: SEGMENTS }),
    },
    {
      ...SUMMARY_EXTRAS,
      matched: text("What it was found by, where neither title nor text shows it.", {
        enum: ["tag", "author", "published"],
      }),
    },
  ),
  SearchAnswer: record(
    {
      query: text("What was searched for."),
      total: count("How many match, fully where any does."),
      full: count("How many of them have all of it, as it was typed."),
      page: count("As asked."),
      limit: count("As asked."),
      degraded: flag("Whether something was left out to keep the search cheap."),
      partial: flag("Whether hits match in part alone."),
      corrected: list(record({ from: text("As typed."), to: text("As searched for.") })),
      ignored: list(text("A part of the query that was left out.")),
      suggestion: { type: ["string", "null"], description: "What may have been meant." },
      release: RELEASE,
      hits: list(named("Hit")),
      facets: record({ section: FACET, tag: FACET, author: FACET, year: FACET, lang: FACET }),
    },
    { notice: text("Which sections are not there, in a sentence; absent when all are.") },
  ),
  Suggestions: record({ query: text("What was typed."), suggestions: list(text("A query.")) }),
  OpenSearchSuggestions: {
    type: "array",
    prefixItems: [text("What was typed."), list(text("A query."))],
    minItems: 2,
    maxItems: 2,
    description: "As browsers want it (OpenSearch Suggestions 1.1).",
  },
  JsonFeed: {
    ...record(
      {
        version: { const: "https://jsonfeed.org/version/1.1" },
        title: text("The feed's title."),
        feed_url: address("The feed itself."),
        home_page_url: address("The page that it is the feed of."),
        items: list(
          record(
            { id: text("The item's id, which never changes."), url: address("The article.") },
            {
              title: text("The title."),
              content_html: text("The content as safe HTML."),
              content_text: text("The content as text, where there is no HTML."),
              date_published: moment("When it was published."),
            },
          ),
        ),
      },
      { next_url: address("The archive document behind it (RFC 5005).") },
    ),
    description: "JSON Feed 1.1; https://www.jsonfeed.org/version/1.1/ has all fields.",
  },
  Problem: {
    ...record({
      type: address("What kind of problem it is: its page says what to do."),
      title: text("The kind in words."),
      status: { type: "integer", minimum: 400, maximum: 599, description: "As of the answer." },
      detail: text("What is the matter with this request."),
      instance: text("What was asked for."),
    }),
    description: "RFC 9457.",
  },
  Health: record({
    status: text("stale while KV does not answer.", { enum: ["ok", "stale"] }),
    release: RELEASE,
    created: moment("When it was published."),
    age_seconds: count("How long ago that is."),
    lease: {
      type: ["object", "null"],
      description: "Who publishes at the moment; null when nobody does.",
      properties: { age_seconds: count("Since when.") },
      required: ["age_seconds"],
    },
    parts: record({
      base: record({ release: RELEASE, articles: count("How many it has.") }),
      recent: {
        type: ["object", "null"],
        description: "What was laid over the base since; null where nothing was.",
        properties: {
          articles: count("How many are new or edited."),
          removed: count("How many of the base are seen no more."),
          upcoming: count("How many moments are to come."),
          bytes: USED,
        },
        required: ["articles", "removed", "upcoming", "bytes"],
      },
    }),
    articles: count("How many."),
    sections: count("How many."),
    blobs: { type: "object", additionalProperties: count("Values of this kind.") },
    budget: { type: "object", additionalProperties: USED },
    free_plan: record({
      readers: count("At how many readers of a feed the free plan ends."),
      ends: text("What ends first.", { enum: ["requests", "reads"] }),
    }),
  }),
};
