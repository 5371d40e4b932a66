import { address, count, list, moment, named, record, type Schema, text } from "./schema.ts";

const ID = text("The article's id, as in /articles/{id}.");
const LANG = text("BCP 47 tag of the language.", { examples: ["zh-Hans", "zh-Hant", "en"] });
const PRECISION = text("day where the publisher gave a date alone.", { enum: ["day", "time"] });

const SOURCE = record(
  { name: text("Where it was first published.") },
  { url: address("Its address there.") },
);

/** What lists and hits say of an article. */
export const SUMMARY_FIELDS: Readonly<Record<string, Schema>> = {
  id: ID,
  title: text("The title; plain text."),
  url: address("The article's page, or where it lives elsewhere."),
  section: record({ path: text("Path of its section."), title: text("What people call it.") }),
  published: moment("When it was published."),
  precision: PRECISION,
  authors: list(text("A name.")),
  tags: list(text("A tag.")),
  lang: LANG,
  summary: text("The publisher's summary, or the first sentences; plain text."),
};

/** What lists and hits say of an article where it is known. */
export const SUMMARY_EXTRAS: Readonly<Record<string, Schema>> = {
  kicker: text("The line above the title."),
  image: address("Its picture."),
  source: SOURCE,
};

const IMAGE = record(
  { url: address("Its address.") },
  {
    alt: text("What it shows; empty for one that only adorns."),
    width: count("Pixels."),
    height: count("Pixels."),
    srcset: text("Other sizes, as in HTML."),
  },
);

const ATTACHMENT = record(
  { url: address("Its address.") },
  {
    type: text("Media type."),
    title: text("What it is."),
    size: count("Bytes."),
    duration: { type: "number", description: "Seconds." },
  },
);

const NEIGHBOUR = record({ title: text("Its title.") }, { id: ID });

/** Schemas of articles, of lists of them, and of sections. */
export const ARTICLE_SCHEMAS: Readonly<Record<string, Schema>> = {
  ArticleSummary: record(SUMMARY_FIELDS, {
    updated: moment("When it was last changed, where it says so."),
    ...SUMMARY_EXTRAS,
  }),
  Withdrawn: record({ id: ID, withdrawn: { const: true, description: "Remove your copy." } }),
  ArticleList: record(
    {
      articles: list({ anyOf: [named("ArticleSummary"), named("Withdrawn")] }),
      next: { type: ["string", "null"], description: "`cursor` of the next page." },
    },
    { cursor: text("Where a mirror goes on from, by `updated_after`.") },
  ),
  Article: record(
    {
      id: ID,
      title: text("The title; plain text."),
      url: address("The article's page, or where it lives elsewhere."),
      section: record({
        path: text("Path of its section."),
        title: text("What people call it."),
        titles: list(text("A title."), "The titles on the way to it, the outermost first."),
      }),
      published: text("As it was written: a moment, or a date alone."),
      published_at: moment("The moment of publication."),
      format: text("What the publisher wrote it in.", { enum: ["html", "markdown", "text"] }),
      content_html: text("The content as safe HTML, with absolute addresses."),
      content_text: text("The content as plain text."),
      authors: list(text("A name.")),
      also: list(text("Path of a further section.")),
      tags: list(text("A tag.")),
      attachments: list(ATTACHMENT),
      aliases: list(text("An old address of it.")),
      translations: {
        type: "object",
        additionalProperties: record({ id: ID, url: address("Its page.") }),
        description: "Other languages, by their tags.",
      },
      corrections: list(record({ at: moment("When."), note: text("What was corrected.") })),
    },
    {
      body: text("The Markdown, where it was written in it."),
      excerpt: text("The first sentences, where there is no summary."),
      lang: LANG,
      guid: text("Its id in feeds, where that is another."),
      updated: moment("When it was last changed."),
      summary: text("The publisher's summary; plain text."),
      kicker: text("The line above the title."),
      source: SOURCE,
      image: IMAGE,
      sequence: { type: "number", description: "The order within one instant." },
      previous: NEIGHBOUR,
      next: NEIGHBOUR,
      license: address("The licence of the article, where it has one of its own."),
    },
  ),
  Section: record(
    {
      path: text("Its path, such as news/politics."),
      title: text("What people call it."),
      lang: LANG,
      count: count("Published articles in it and below."),
      url: address("Its page."),
      feeds: record({ rss: address("RSS."), atom: address("Atom."), json: address("JSON Feed.") }),
      children: list(named("Section"), "The sections inside it."),
    },
    { description: text("What it is about.") },
  ),
  SectionTree: record({ sections: list(named("Section")) }),
};
