import { sectionFolder } from "#model/address.ts";
import type { Section } from "#model/section.ts";
import { renderFormats } from "./feed-links.ts";
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
      ${PROGRAMMERS_NOTE}`,
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

/** In English on every site: a program is told in the language of its documentation. */
const PROGRAMMERS_NOTE = html`<section class="index" lang="en">
  <h2>For programs</h2>
  <p>
    The newest page of a feed links to the archive documents behind it (RFC 5005
    <code>prev-archive</code>, in JSON Feed <code>next_url</code>), back to the first article; a
    document’s set of entries never changes. Entity tags and <code>If-Modified-Since</code> work
    everywhere. <code>?depth=0</code> leaves out the articles of the sections inside,
    <code>?lang=</code> keeps one language.
  </p>
  <p>
    Items of the JSON Feed have an object <code>_broadsheet</code> with what the format has no field
    for:
  </p>
  <dl>
    <dt><code>id</code></dt>
    <dd>
      The article’s own id, as in <code>/articles/{id}</code>; the item’s <code>id</code> is the one
      that feed readers compare.
    </dd>
    <dt><code>sections</code></dt>
    <dd>
      The sections that carry it, its own first: <code>path</code>, and <code>titles</code> joined
      by a slash.
    </dd>
    <dt><code>kicker</code></dt>
    <dd>The line above the title.</dd>
    <dt><code>source</code></dt>
    <dd>Where it was taken from: <code>name</code>, and <code>url</code> where it is known.</dd>
    <dt><code>license</code></dt>
    <dd>URL of the article’s licence, where it has one of its own.</dd>
    <dt><code>precision</code></dt>
    <dd><code>day</code> when only the date of publication is known, not the time.</dd>
    <dt><code>corrections</code></dt>
    <dd>What was corrected: <code>at</code> and <code>note</code> of each.</dd>
  </dl>
</section>`;
