import type { Attachments } from "./wordpress-attachment.ts";
import { withBlocks } from "./wordpress-block.ts";
import { embedded } from "./wordpress-embed.ts";
import { type ExpandedBody, withoutShortcodes } from "./wordpress-shortcode.ts";

/** HTML of a WordPress body as its theme would show it: paragraphs where the classic editor left
 *  blank lines, and what the common shortcodes stand for. Not safe yet. Bodies of the block editor
 *  are HTML already.
 *  @see wp-includes/formatting.php: wpautop */
export function htmlFromWordPress(
  body: string,
  context: { readonly attachments: Attachments; readonly post: string },
): ExpandedBody {
  const isBlocks = /<!-- wp:/.test(body);
  const blocks = withBlocks(body.replace(/\r\n?/g, "\n"), context.attachments);
  const { html, leftOut, gates } = withoutShortcodes(blocks.html, context);
  const all = [...blocks.leftOut, ...leftOut];
  return { html: isBlocks ? html : withParagraphs(html), leftOut: all, gates };
}

/** Matches what stands as a block of its own: `<p>`, `</div>`, `<h2 class="x">`; refuses `<b>`,
 *  `text`. */
const BLOCK =
  /^<\/?(?:address|article|aside|blockquote|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|ol|p|pre|section|script|style|table|tbody|td|th|thead|tr|ul|!--)\b/i;

function withParagraphs(body: string): string {
  return splitOutsidePre(body)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (/^https?:\/\/\S+$/.test(part) ? embedded(part) : part))
    .map((part) => (BLOCK.test(part) ? part : `<p>${part.replace(/\n/g, "<br>\n")}</p>`))
    .join("\n");
}

/** The parts between blank lines; preformatted text is one part, blank lines and all. */
function splitOutsidePre(body: string): readonly string[] {
  return body
    .split(/(<pre\b[\s\S]*?<\/pre>)/i)
    .flatMap((part) => (part.startsWith("<pre") ? [part] : part.split(/\n[\t ]*\n/)));
}
