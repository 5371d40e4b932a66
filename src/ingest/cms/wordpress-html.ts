import { escapeHtml } from "#text/html/escape.ts";

/** HTML of a WordPress body as its theme would show it: paragraphs where the classic editor left
 *  blank lines, and what the common shortcodes stand for. Not safe yet. Bodies of the block editor
 *  are HTML already.
 *  @see wp-includes/formatting.php: wpautop */
export function htmlFromWordPress(body: string): string {
  const expanded = withoutShortcodes(body.replace(/\r\n?/g, "\n"));
  return /<!-- wp:/.test(expanded) ? expanded : withParagraphs(expanded);
}

/** Matches what stands as a block of its own: `<p>`, `</div>`, `<h2 class="x">`; refuses `<b>`,
 *  `text`. */
const BLOCK =
  /^<\/?(?:address|article|aside|blockquote|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|ol|p|pre|section|script|style|table|tbody|td|th|thead|tr|ul|!--)\b/i;

function withParagraphs(body: string): string {
  return splitOutsidePre(body)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (BLOCK.test(part) ? part : `<p>${part.replace(/\n/g, "<br>\n")}</p>`))
    .join("\n");
}

/** The parts between blank lines; preformatted text is one part, blank lines and all. */
function splitOutsidePre(body: string): readonly string[] {
  return body
    .split(/(<pre\b[\s\S]*?<\/pre>)/i)
    .flatMap((part) => (part.startsWith("<pre") ? [part] : part.split(/\n[\t ]*\n/)));
}

function withoutShortcodes(body: string): string {
  return body
    .replace(/\[(?:wp_)?caption[^\]]*\]([\s\S]*?)\[\/(?:wp_)?caption\]/g, (_, inner: string) =>
      figure(inner),
    )
    .replace(/\[embed[^\]]*\]\s*(https?:\/\/[^\s[\]]+)\s*\[\/embed\]/g, (_, url: string) =>
      link(url),
    )
    .replace(
      /\[(audio|video)\s([^\]]*)\](?:\s*\[\/\1\])?/g,
      (whole, kind: string, rest: string) => player(kind, rest) ?? whole,
    )
    .replace(/\[gallery[^\]]*\]/g, "");
}

/** `<a><img></a> words` as a figure with its caption. */
function figure(inner: string): string {
  const [, picture = "", words = inner] =
    /^\s*(<a\b[\s\S]*?<\/a>|<img\b[^>]*>)([\s\S]*)$/i.exec(inner) ?? [];
  return `<figure>${picture}<figcaption>${words.trim()}</figcaption></figure>`;
}

function link(url: string): string {
  return `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`;
}

function player(kind: string, rest: string): string | undefined {
  const url = /(?:src|mp3|m4a|ogg|wav|mp4|webm)=["']?([^"'\s\]]+)/.exec(rest)?.[1];
  return url === undefined ? undefined : `<${kind} src="${escapeHtml(url)}"></${kind}>`;
}
