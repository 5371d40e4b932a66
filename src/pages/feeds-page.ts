import { sectionFolder } from "#model/address.ts";
import type { Section } from "#model/section.ts";
import { renderFormats } from "./feed-links.ts";
import { renderFeedsNote } from "./feeds-note.ts";
import { renderLayout } from "./layout.ts";
import { type Html, html, langAttribute } from "./html.ts";
import type { PageContext } from "./page-context.ts";

/** A tag, an author or a language that has a feed. */
export type TopicLine = {
  readonly name: string;
  /** Path of the folder of its feeds. */
  readonly folder: string;
  readonly count: number;
};

/** What can be subscribed to besides sections; of tags and authors the commonest. */
export type FeedDirectory = {
  readonly languages: readonly TopicLine[];
  readonly tags: readonly TopicLine[];
  readonly authors: readonly TopicLine[];
};

/** The page that lists all feeds, says what they hold, and explains to those who write programs
 *  what is not in any standard. `about` of the JSON Feed's extension leads here. */
export function renderFeeds(context: PageContext, directory: FeedDirectory): string {
  const { site, baseUrl, basePath, words } = context;
  return renderLayout(context, {
    title: words.allFeeds,
    canonical: `${baseUrl}/feeds`,
    main: html`<h1>${words.allFeeds}</h1>
      <p class="motto">${words.feedsIntro}</p>
      <ul class="feedlist">
        ${renderLine(site.title, basePath, site.lang)} ${renderSections(site.sections, context)}
      </ul>
      <p>${words.feedsNested}</p>
      <p><a href="${basePath}/feeds.opml">OPML</a> – ${words.opmlNote}</p>
      ${renderTopics(words.languages, directory.languages, context)}
      ${renderTopics(words.tags, directory.tags, context)}
      ${renderTopics(words.authors, directory.authors, context)}
      <section class="index">
        <h2>${words.corrections}</h2>
        <ul class="feedlist">
          ${renderLine(words.corrections, `${basePath}/corrections`, words.lang)}
        </ul>
        <h2>${words.search}</h2>
        <p>${words.searchFeedNote}</p>
        <p><code class="line">${baseUrl}/search/feed.xml?q=…</code></p>
      </section>
      ${renderFeedsNote(words.lang)}`,
  });
}

function renderSections(sections: readonly Section[], context: PageContext): Html {
  const { site, basePath } = context;
  return html`${sections.map(({ path, title, lang, children }) =>
    renderLine(
      title,
      basePath + sectionFolder(path),
      lang ?? site.lang,
      children.length > 0 &&
        html`<ul>
          ${renderSections(children, context)}
        </ul>`,
    ),
  )}`;
}

function renderLine(
  title: string,
  folder: string,
  lang: string,
  inside: Html | false = false,
): Html {
  return html`<li>
    <p>
      <span ${langAttribute(lang)}>${title}</span>
      <span class="small">${renderFormats(folder)}</span>
    </p>
    ${inside}
  </li> `;
}

function renderTopics(
  heading: string,
  topics: readonly TopicLine[],
  { basePath }: PageContext,
): Html | false {
  if (topics.length === 0) return false;
  return html`<section class="index">
    <h2>${heading}</h2>
    <ul class="feedlist">
      ${topics.map(
        ({ name, folder, count }) =>
          html`<li>
            <p>
              <span>${name}</span> <span class="count">${count}</span>
              <span class="small">${renderFormats(basePath + folder)}</span>
            </p>
          </li> `,
      )}
    </ul>
  </section>`;
}
