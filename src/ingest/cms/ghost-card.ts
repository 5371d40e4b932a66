import { htmlFromMarkdown } from "#ingest/folder/markdown.ts";
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
  gallery(card) {
    const images: readonly unknown[] = Array.isArray(card["images"]) ? card["images"] : [];
    const pictures = images
      .filter(isRecord)
      .map((one) =>
        picture({ ...one, src: one["src"] ?? `/content/images/${textAt(one, "fileName")}` }),
      );
    return [...pictures, captionOf(card)].join("\n");
  },
  html: (card) => textAt(card, "html"),
  markdown: (card) => htmlFromMarkdown(textAt(card, "markdown")),
  "card-markdown": (card) => htmlFromMarkdown(textAt(card, "markdown")),
  codeblock: code,
  code,
  embed: (card) => (textAt(card, "html") || linked(textAt(card, "url"))) + captionOf(card),
  bookmark(card) {
    const metadata = isRecord(card["metadata"]) ? card["metadata"] : card;
    const title = textAt(metadata, "title") || textAt(card, "url");
    const description = textAt(metadata, "description");
    const about = description === "" ? "" : `<p>${escapeHtml(description)}</p>`;
    return linked(textAt(card, "url"), title) + about + captionOf(card);
  },
  callout: (card) =>
    `<blockquote><p>${escapeHtml(textAt(card, "calloutEmoji"))} ${textAt(card, "calloutText")}</p></blockquote>`,
  toggle: (card) =>
    `<details><summary>${textAt(card, "heading")}</summary>${textAt(card, "content")}</details>`,
  button: buttonOf,
  audio: (card) => player("audio", card),
  video: (card) => player("video", card),
  file: (card) =>
    linked(textAt(card, "src"), textAt(card, "fileTitle") || textAt(card, "fileName")) +
    captionOf({ caption: card["fileCaption"] }),
  header(card) {
    const [head, below] = [
      textAt(card, "header") || textAt(card, "heading"),
      textAt(card, "subheader") || textAt(card, "subheading"),
    ];
    return `<h2>${head}</h2>${below ? `<p>${below}</p>` : ""}${buttonOf(card)}`;
  },
  product(card) {
    const image = textAt(card, "productImageSrc");
    const shown = image ? picture({ src: image }) : "";
    const link = linked(textAt(card, "productUrl"), textAt(card, "productButton") || undefined);
    return `${shown}<h3>${textAt(card, "productTitle")}</h3>${textAt(card, "productDescription")}${link}`;
  },
  "call-to-action"(card) {
    const image = textAt(card, "imageUrl");
    return (image ? picture({ src: image }) : "") + textAt(card, "textValue") + buttonOf(card);
  },
  horizontalrule: () => "<hr>",
  hr: () => "<hr>",
  tab: () => " ",
  paywall: () => "",
};

function picture(card: GhostCard): string {
  const image = `<img src="${escapeHtml(textAt(card, "src"))}" alt="${escapeHtml(textAt(card, "alt"))}">`;
  const href = textAt(card, "href");
  const shown = href === "" ? image : `<a href="${escapeHtml(href)}">${image}</a>`;
  const caption = textAt(card, "caption");
  return `<figure>${shown}${caption ? `<figcaption>${caption}</figcaption>` : ""}</figure>`;
}

/** The caption of what is no picture, which is HTML. */
function captionOf(card: GhostCard): string {
  const caption = textAt(card, "caption");
  return caption === "" ? "" : `<p>${caption}</p>`;
}

function buttonOf(card: GhostCard): string {
  return linked(textAt(card, "buttonUrl"), textAt(card, "buttonText") || undefined);
}

function code(card: GhostCard): string {
  const lines = `<pre><code>${escapeHtml(textAt(card, "code"))}</code></pre>`;
  return lines + captionOf(card);
}

function player(kind: string, card: GhostCard): string {
  const title = kind === "audio" ? textAt(card, "title") : "";
  const words = title === "" ? "" : `<p>${escapeHtml(title)}</p>`;
  const src = escapeHtml(textAt(card, "src"));
  return `${words}<${kind} src="${src}" controls></${kind}>${captionOf(card)}`;
}

function linked(url: string, words = url): string {
  return url ? `<p><a href="${escapeHtml(url)}">${escapeHtml(words)}</a></p>` : "";
}
