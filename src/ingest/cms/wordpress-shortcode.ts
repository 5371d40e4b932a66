import { escapeHtml } from "#text/html/escape.ts";
import { isGate } from "#ingest/source/gated-part.ts";
import { shownByAttributes } from "./wordpress-builder.ts";
import { embedded } from "./wordpress-embed.ts";
import type { WordPressAttachment, Attachments } from "./wordpress-attachment.ts";

/** A body without shortcodes, and a noun for each that shows nothing any more. */
export type ExpandedBody = {
  readonly html: string;
  readonly leftOut: readonly string[];
  /** Names of shortcodes whose text, which stands in the body, only some readers saw. */
  readonly gates: readonly string[];
};

const FORMS =
  /^(?:contact-form(?:-7)?|contact-field|wpforms|gravityforms?|ninja_forms?|formidable|mc4wp_form|fluentform)$/;
/** Shortcodes of page builders that only lay out what stands in them. */
const LAYOUT =
  /^(?:vc|et_pb|fusion|av|tatsu|cs|mk|x|us|fl|themify|tm_pb|kc|ux|col(?:umns?)?|row|section|one|two|three|four|full|half|third|box|button|tabs?|accordion|toggle|dropcap|highlight|spacer|divider|clear)(?:_|$|-)/;
/** Shortcodes that put something beside the text. */
const FURNITURE = /^(?:toc|ez-toc|lwptoc|table_of_contents|breadcrumbs?|sharethis|related_posts)$/;
/** Code, in which brackets are brackets. */
const CODE =
  /\[(code|sourcecode|php|css|javascript|html|python|bash|crayon)\b[^\]]*\]([\s\S]*?)\[\/\1\]/g;
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
  const gates: string[] = [];
  const files = (rest: string): readonly WordPressAttachment[] => {
    const ids = /\b(?:ids|include)=["']?([\d,\s]+)/.exec(rest)?.[1];
    return ids === undefined
      ? attachments.useThoseOf(post)
      : ids.split(",").flatMap((id) => attachments.use(id.trim()) ?? []);
  };
  const codes: string[] = [];
  const known = body
    .replace(CODE, (_, _name: string, code: string) => {
      codes.push(`<pre><code>${escapeHtml(asWritten(code))}</code></pre>`);
      return `\u0000${codes.length - 1}\u0000`;
    })
    .replace(/\[\[([^\]]*)\]\]/g, "&#91;$1&#93;")
    .replace(
      /\[(?:wp_)?caption([^\]]*)\]([\s\S]*?)\[\/(?:wp_)?caption\]/g,
      (_, rest: string, inner: string) => figure(inner, attribute(rest, "caption")),
    )
    .replace(/\[embed[^\]]*\]\s*(https?:\/\/[^\s[\]]+)\s*\[\/embed\]/g, (_, url: string) =>
      embedded(url),
    )
    .replace(
      /\[(?:youtube|vimeo|bilibili)(?:[\s=]+|\s[^\]]*?url=["']?)(https?:\/\/[^\s"'\]]+)[^\]]*\]/g,
      (_, url: string) => embedded(url.replace(/^http:/, "https:")),
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
  // What has an end begins a shortcode also right behind a letter.
  const parted = known.replace(/(?<=[\w)])\[([\w-]+)(?=[\s\]])/g, (whole, name: string) =>
    ends.has(name) ? `\u0001${whole}` : whole,
  );
  const html = parted.replace(
    SHORTCODE,
    (whole: string, end: string, name: string, rest: string) => {
      const isShortcode =
        end !== "" ||
        ends.has(name) ||
        /\s[\w-]+=\S/.test(rest) ||
        FORMS.test(name) ||
        FURNITURE.test(name) ||
        /^[a-z]+_\w+$/.test(name);
      if (!isShortcode) return whole;
      if (end !== "") return "";
      if (ends.has(name) && isGate(name)) {
        gates.push(name);
        return "";
      }
      if (LAYOUT.test(name)) return shownByAttributes(rest, attachments);
      leftOut.push(FORMS.test(name) ? "contact form" : `shortcode ${name}`);
      return "";
    },
  );
  const whole = html
    .replaceAll("\u0001", "")
    .replace(/\0(\d+)\0/g, (_, index: string) => codes[Number(index)] ?? "");
  return { html: whole, leftOut, gates };
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

/** Code without the entities that the editor wrote. */
function asWritten(code: string): string {
  return code
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .trim();
}

function player(kind: string, rest: string): string | undefined {
  const url = /(?:src|mp3|m4a|ogg|wav|mp4|webm)=["']?([^"'\s\]]+)/.exec(rest)?.[1];
  return url === undefined ? undefined : `<${kind} src="${escapeHtml(url)}"></${kind}>`;
}

function attribute(rest: string, name: string): string {
  const found = new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)')`).exec(rest);
  return found?.[1] ?? found?.[2] ?? "";
}
