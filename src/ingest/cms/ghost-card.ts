import { escapeHtml } from "#text/html/escape.ts";
import { isRecord } from "#model/field.ts";
import { textAt } from "#ingest/source/text-at.ts";

type GhostCard = Readonly<Record<string, unknown>>;

/** The HTML of a card of Ghost's editors; undefined for one that nobody knows, "" for what shows
 *  nothing by itself.
 *  @param type  its name in Lexical's or Mobiledoc's document */
export function cardHtml(type: string, card: GhostCard): string | undefined {
  const make = Object.hasOwn(CARDS, type) ? CARDS[type] : undefined;
  return make?.(card);
}

const CARDS: Readonly<Record<string, (card: GhostCard) => string | undefined>> = {
  image: picture,
  gallery: (card) =>
    (Array.isArray(card["images"]) ? card["images"] : [])
      .filter(isRecord)
      .map((one) =>
        picture({ ...one, src: one["src"] ?? `/content/images/${textAt(one, "fileName")}` }),
      )
      .join("\n"),
  html: (card) => textAt(card, "html"),
  // Ghost's Markdown cards hold HTML of theirs only in the export's html; their text is kept.
  markdown: markdownCard,
  "card-markdown": markdownCard,
  codeblock: code,
  code,
  embed: (card) => textAt(card, "html") || linked(textAt(card, "url")),
  bookmark(card) {
    const metadata = isRecord(card["metadata"]) ? card["metadata"] : card;
    const title = textAt(metadata, "title") || textAt(card, "url");
    return linked(textAt(card, "url"), title);
  },
  callout: (card) =>
    `<blockquote><p>${escapeHtml(textAt(card, "calloutEmoji"))} ${textAt(card, "calloutText")}</p></blockquote>`,
  toggle: (card) =>
    `<details><summary>${textAt(card, "heading")}</summary>${textAt(card, "content")}</details>`,
  button: (card) => linked(textAt(card, "buttonUrl"), textAt(card, "buttonText")),
  audio: (card) => player("audio", card),
  video: (card) => player("video", card),
  file: (card) =>
    linked(textAt(card, "src"), textAt(card, "fileTitle") || textAt(card, "fileName")),
  header: (card) =>
    `<h2>${textAt(card, "header")}</h2>${textAt(card, "subheader") ? `<p>${textAt(card, "subheader")}</p>` : ""}`,
  product: (card) =>
    `<h3>${textAt(card, "productTitle")}</h3>${textAt(card, "productDescription")}${linked(textAt(card, "productUrl"))}`,
  horizontalrule: () => "<hr>",
  hr: () => "<hr>",
  paywall: () => "",
};

function picture(card: GhostCard): string {
  const image = `<img src="${escapeHtml(textAt(card, "src"))}" alt="${escapeHtml(textAt(card, "alt"))}">`;
  const caption = textAt(card, "caption");
  return `<figure>${image}${caption ? `<figcaption>${caption}</figcaption>` : ""}</figure>`;
}

function markdownCard(card: GhostCard): string {
  const text = textAt(card, "markdown");
  return text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((part) => {
      const [, marks = "", heading = ""] = /^(#{1,6})\s+(.*)$/.exec(part) ?? [];
      return marks
        ? `<h${marks.length}>${inline(heading)}</h${marks.length}>`
        : `<p>${inline(part)}</p>`;
    })
    .join("\n");
}

/** Emphasis, links, pictures and code of Markdown. */
function inline(text: string): string {
  return escapeHtml(text)
    .replace(/!\[([^\]]*)\]\(([^)\s]+)\)/g, '<img src="$2" alt="$1">')
    .replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
    .replace(/\*([^*]+)\*/g, "<em>$1</em>");
}

function code(card: GhostCard): string {
  return `<pre><code>${escapeHtml(textAt(card, "code"))}</code></pre>`;
}

function player(kind: string, card: GhostCard): string {
  return `<${kind} src="${escapeHtml(textAt(card, "src"))}" controls></${kind}>`;
}

function linked(url: string, words = url): string {
  return url ? `<p><a href="${escapeHtml(url)}">${escapeHtml(words)}</a></p>` : "";
}
