import { topicPath } from "#model/address.ts";
import { languageName } from "#text/analysis/language-name.ts";
import { renderBreadcrumb } from "./breadcrumb.ts";
import { renderFormats } from "./feed-links.ts";
import { type Front, renderRiver } from "./front-page.ts";
import { html, langAttribute } from "./html.ts";
import { renderLayout } from "./layout.ts";
import type { PageContext } from "./page-context.ts";

/** A tag, an author or a language with a page of its own. */
export type PageTopic = {
  readonly kind: "tags" | "authors" | "languages";
  /** As its address has it. */
  readonly value: string;
  /** As the newest article writes it. */
  readonly name: string;
};

/** The page of a tag, an author or a language: its articles, newest first, and its feeds.
 *  @param count  how many articles it has in all */
export function renderTopic(
  context: PageContext,
  { kind, value, name }: PageTopic,
  front: Front & { readonly count: number },
): string {
  const { baseUrl, basePath, words } = context;
  const folder = topicPath(kind, value);
  const title = kind === "languages" ? languageName(name) : name;
  return renderLayout(context, {
    title: front.isNewest ? title : `${title} – ${words.older}`,
    ...(front.isNewest && { canonical: baseUrl + folder }),
    feeds: [{ title, folder }],
    head: html`<meta
      property="og:type"
      content="${kind === "authors" ? "profile" : "website"}"
    /> `,
    main: html`${renderBreadcrumb(context, [])}
      <header class="opening">
        <p class="kicker">${words.topicKind(kind)}</p>
        <h1 ${kind === "languages" && langAttribute(value)}>${title}</h1>
        <p class="meta"><span>${words.articles(front.count)}</span></p>
        <p class="feeds"><b>${words.feeds}</b> ${renderFormats(basePath + folder)}</p>
      </header>
      ${renderRiver(context, front, folder)}`,
  });
}
