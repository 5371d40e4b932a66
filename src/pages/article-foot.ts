import { articlePath } from "#model/address.ts";
import type { Article } from "#model/article.ts";
import type { Attachment } from "#model/article-part.ts";
import { precisionOf } from "#model/instant.ts";
import { languageName } from "#text/analysis/language-name.ts";
import { renderDate } from "./date.ts";
import { type Html, html, langAttribute } from "./html.ts";
import { linkOf, type PageContext } from "./page-context.ts";
import { topicHref } from "./topic-link.ts";

/** What was corrected, and when. */
export function renderCorrections(context: PageContext, { corrections }: Article): Html | false {
  const { words } = context;
  if (corrections.length === 0) return false;
  return html`<aside class="corrections" id="corrections" aria-label="${words.corrections}">
    <h2 lang="${words.lang}">${words.corrections}</h2>
    <ul>
      ${corrections.map(({ at, note }) => html`<li>${renderDate(at, precisionOf(at), context)} ${note}</li>`)}
    </ul>
  </aside>`;
}

/** Whether the body, which is HTML, has the address in it. */
export function mentionsUrl(body: string, address: string): boolean {
  return body.includes(html`${address}`.source);
}

/** Files that go with the article as links; sound and film with a player, unless the body has
 *  one. */
export function renderAttachments(
  context: PageContext,
  { attachments }: Article,
  body: string,
): Html | false {
  const { words } = context;
  if (attachments.length === 0) return false;
  return html`<section class="attachments">
    <h2 lang="${words.lang}">${words.attachments}</h2>
    <ul>
      ${attachments.map((attachment) => html`<li>${renderAttachment(context, attachment, body)}</li>`)}
    </ul>
  </section>`;
}

function renderAttachment(
  context: PageContext,
  { url, type = "", title, size, duration }: Attachment,
  body: string,
): Html {
  const link = linkOf(url, context);
  const name = title ?? url.slice(url.lastIndexOf("/") + 1);
  if (link === undefined) return html`${name}`;
  const player = !mentionsUrl(body, link) && playerFor(type, link);
  const measures = [
    duration === undefined ? "" : durationText(duration),
    size === undefined ? "" : sizeText(size),
  ];
  return html`<a href="${link}">${name}</a
    >${measures.map((text) => text !== "" && html` <span class="small">${text}</span>`)}${player}`;
}

function playerFor(type: string, link: string): Html | false {
  if (type.startsWith("audio/")) return html`<audio controls preload="none" src="${link}"></audio>`;
  return type.startsWith("video/") && html`<video controls preload="none" src="${link}"></video>`;
}

/** @example durationText(4_205.4) // "1:10:05" */
function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60];
  const clock = [minutes, whole % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return hours > 0 ? `${hours}:${clock}` : clock.replace(/^0(?=\d:)/, "");
}

/** @example sizeText(1_530_000) // "1.5 MB" */
function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The article's tags; each leads to all articles that have it. */
export function renderTags(context: PageContext, { tags, lang }: Article): Html | false {
  const { words } = context;
  if (tags.length === 0) return false;
  return html`<ul class="tags" aria-label="${words.tags}" ${langAttribute(lang)}>
    ${tags.map((tag) => {
      const href = topicHref("tags", tag, context);
      return html`<li>
        ${href === undefined ? tag : html`<a rel="tag" href="${href}">${tag}</a>`}
      </li> `;
    })}
  </ul>`;
}

/** The same article in other languages. */
export function renderTranslations(
  { basePath, words }: PageContext,
  { translations }: Article,
): Html | false {
  const others = Object.entries(translations);
  if (others.length === 0) return false;
  return html`<p class="translations">
    <b>${words.translations}</b>
    ${others.map(
      ([tag, id]) =>
        html`<a rel="alternate" hreflang="${tag}" lang="${tag}" href="${basePath}${articlePath(id)}"
          >${languageName(tag)}</a
        > `,
    )}
  </p>`;
}
