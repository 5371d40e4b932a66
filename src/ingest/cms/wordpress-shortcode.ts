import { escapeHtml } from "#text/html/escape.ts";
import type { WordPressAttachment, Attachments } from "./wordpress-attachment.ts";

/** A body without shortcodes, and a noun for each that shows nothing any more. */
export type ExpandedBody = { readonly html: string; readonly leftOut: readonly string[] };

const FORMS =
  /^(?:contact-form(?:-7)?|contact-field|wpforms|gravityforms?|ninja_forms?|formidable|mc4wp_form|fluentform)$/;
/** Shortcodes of page builders that only lay out what stands in them. */
const LAYOUT =
  /^(?:vc|et_pb|fusion|av|tatsu|cs|mk|x|us|fl|themify|tm_pb|kc|ux|col(?:umns?)?|row|section|one|two|three|four|full|half|third|box|button|tabs?|accordion|toggle|dropcap|highlight|spacer|divider|clear)(?:_|$|-)/;
/** Matches `[name]`, `[name a="b"]`, `[/name]`; refuses `[1]`, `[sic]` without an end, `[x](y)`. */
const SHORTCODE =
  /(?:(?<![\w)])\[|\[(?=\/))(\/?)([a-zA-Z][\w-]*)((?:\s+(?:[^\]"']|"[^"]*"|'[^']*')*)?)\s*\/?\](?!\()/g;

/** The body with its shortcodes as what they stand for: galleries and playlists as the files that
 *  they name, captions as figures. Layout leaves what it lays out; other shortcodes are left out.
 *  @param post  the id of the post, whose own files a gallery without ids shows */
export function withoutShortcodes(
  body: string,
  { attachments, post }: { readonly attachments: Attachments; readonly post: string },
): ExpandedBody {
  const leftOut: string[] = [];
  const files = (rest: string): readonly WordPressAttachment[] => {
    const ids = /\b(?:ids|include)=["']?([\d,\s]+)/.exec(rest)?.[1];
    return ids === undefined
      ? attachments.useThoseOf(post)
      : ids.split(",").flatMap((id) => attachments.use(id.trim()) ?? []);
  };
  const known = body
    .replace(/\[\[([^\]]*)\]\]/g, "&#91;$1&#93;")
    .replace(
      /\[(?:wp_)?caption([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/g,
      (_, rest: string, inner: string) => figure(inner, attribute(rest, "caption")),
    )
    .replace(/\[embed[^\]]*\]\s*(https?:\/\/[^\s[\]]+)\s*\[\/embed\]/g, (_, url: string) =>
      link(url),
    )
    .replace(
      /\[(audio|video)\s([^\]]*)\](?:\s*\[\/\1\])?/g,
      (whole, kind: string, rest: string) => player(kind, rest) ?? whole,
    )
    .replace(/\[(gallery|playlist)\b([^\]]*)\]/g, (_, kind: string, rest: string) => {
      const shown = files(rest).map(kind === "gallery" ? pictureOf : playerOf);
      if (shown.length === 0) leftOut.push(kind);
      return shown.join("\n");
    });
  const ends = new Set([...known.matchAll(/\[\/([\w-]+)\]/g)].map(([, name]) => name));
  const html = known.replace(
    SHORTCODE,
    (whole: string, end: string, name: string, rest: string) => {
      const isShortcode =
        end !== "" ||
        ends.has(name) ||
        /\s[\w-]+=\S/.test(rest) ||
        FORMS.test(name) ||
        /^[a-z]+_\w+$/.test(name);
      if (!isShortcode) return whole;
      if (end === "" && !LAYOUT.test(name))
        leftOut.push(FORMS.test(name) ? "contact form" : `shortcode ${name}`);
      return "";
    },
  );
  return { html, leftOut };
}

/** `<a><img></a> words` as a figure with its caption. */
function figure(inner: string, given: string): string {
  const [, picture = "", words = inner] =
    /^\s*(<a\b[\s\S]*?<\/a>|<img\b[^>]*>)([\s\S]*)$/i.exec(inner) ?? [];
  return `<figure>${picture}<figcaption>${words.trim() || escapeHtml(given)}</figcaption></figure>`;
}

function pictureOf({ url, alt, caption }: WordPressAttachment): string {
  const picture = `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}">`;
  return caption
    ? `<figure>${picture}<figcaption>${caption}</figcaption></figure>`
    : `<figure>${picture}</figure>`;
}

function playerOf({ url }: WordPressAttachment): string {
  const kind = /\.(?:mp4|webm|ogv|m4v|mov)$/i.test(url) ? "video" : "audio";
  return `<${kind} src="${escapeHtml(url)}" controls></${kind}>`;
}

function link(url: string): string {
  return `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`;
}

function player(kind: string, rest: string): string | undefined {
  const url = /(?:src|mp3|m4a|ogg|wav|mp4|webm)=["']?([^"'\s\]]+)/.exec(rest)?.[1];
  return url === undefined ? undefined : `<${kind} src="${escapeHtml(url)}"></${kind}>`;
}

function attribute(rest: string, name: string): string {
  const found = new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)')`).exec(rest);
  return found?.[1] ?? found?.[2] ?? "";
}
