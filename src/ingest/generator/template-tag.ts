import { escapeHtml } from "#text/html/escape.ts";
import type { TagOptions } from "./tag-options.ts";

/** What one tag stands for, as Markdown; undefined when nobody knows.
 *  @param name  with a slash before it, or `end`, where it ends what another began
 *  @param rest  what stands behind the name */
export function markdownTag(name: string, rest: string, options: TagOptions): string | undefined {
  if (!Object.hasOwn(TAGS, name)) return undefined;
  return TAGS[name]?.(rest, options);
}

/** The value of an attribute of a tag: `id=x`, `id="x"`; "" when it has none. */
export function tagAttribute(rest: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)'|(\\S+))`).exec(rest);
  return found?.slice(1).find(Boolean) ?? "";
}

type Tag = (rest: string, options: TagOptions) => string | undefined;

const address =
  (make: (id: string) => string): Tag =>
  (rest) => {
    const id = tagAttribute(rest, "id") || bare(rest);
    return id ? `<${make(id.split(/\s+/)[0] ?? "")}>` : undefined;
  };
const target: Tag = (rest, { find }) => find?.(bare(rest));
const open =
  (tag: string): Tag =>
  (rest) => {
    const title = bare(rest.replace(/^(?:info|warning|danger|primary|success|default)\b/, ""));
    return `<${tag}>\n\n${title ? `**${title}**\n\n` : ""}`;
  };
const close =
  (tag: string): Tag =>
  () =>
    `\n\n</${tag}>`;

/** Hugo's, Liquid's (Jekyll), Hexo's and Zola's own tags.
 *  @see https://gohugo.io/shortcodes/ https://hexo.io/docs/tag-plugins
 *  https://jekyllrb.com/docs/liquid/tags/ */
const TAGS: Readonly<Record<string, Tag>> = {
  figure,
  image: figure,
  img: hexoImage,
  asset_img: (rest, { assets = "" }) =>
    hexoImage(rest.replace(/^(\S+\s+)??(?=\S+\.\w+)/, ""), { assets }),
  asset_path: (rest, { assets = "" }) => assets + bare(rest),
  asset_link(rest, { assets = "" }) {
    const [file = "", ...words] = wordsOf(rest);
    return `[${words.join(" ") || file}](${assets}${file})`;
  },
  youtube: address((id) => `https://www.youtube.com/watch?v=${encodeURIComponent(id)}`),
  vimeo: address((id) => `https://vimeo.com/${encodeURIComponent(id)}`),
  bilibili: address((id) => `https://www.bilibili.com/video/${encodeURIComponent(id)}`),
  instagram: address((id) => `https://www.instagram.com/p/${encodeURIComponent(id)}/`),
  gist: (rest) => `<https://gist.github.com/${wordsOf(rest).map(encodeURIComponent).join("/")}>`,
  tweet: tweetOf,
  x: tweetOf,
  twitter: tweetOf,
  iframe: (rest) => (/^https?:/.test(bare(rest)) ? `<${wordsOf(rest)[0] ?? ""}>` : undefined),
  video: (rest) => (/^https?:/.test(bare(rest)) ? `<${wordsOf(rest)[0] ?? ""}>` : undefined),
  ref: target,
  relref: target,
  post_url: target,
  link: linkTag,
  post_path: target,
  post_link(rest, { find }) {
    const [slug = "", ...words] = wordsOf(rest);
    const found = find?.(slug);
    return found === undefined ? undefined : `[${words.join(" ") || slug}](${found})`;
  },
  note: open("aside"),
  endnote: close("aside"),
  "/note": close("aside"),
  notice: open("aside"),
  "/notice": close("aside"),
  blockquote: open("blockquote"),
  endblockquote: close("blockquote"),
  quote: open("blockquote"),
  endquote: close("blockquote"),
  pullquote: open("blockquote"),
  endpullquote: close("blockquote"),
  centerquote: open("blockquote"),
  endcenterquote: close("blockquote"),
  details(rest) {
    const title = tagAttribute(rest, "summary") || tagAttribute(rest, "title") || bare(rest);
    return `<details><summary>${escapeHtml(title || "Details")}</summary>\n\n`;
  },
  "/details": close("details"),
  more: () => "",
  toc: () => "",
  TOC: () => "",
};

/** Hexo's link with its words, Jekyll's with a file's path. */
function linkTag(rest: string, { find }: TagOptions): string | undefined {
  const words = wordsOf(rest);
  const at = words.findIndex((word) => /^https?:/.test(word));
  if (at > 0) return `[${words.slice(0, at).join(" ")}](${words[at] ?? ""})`;
  return (
    find?.(bare(rest)) ??
    (/\.(?!md|markdown|html)\w+$/.test(bare(rest)) ? `/${bare(rest)}` : undefined)
  );
}

function figure(rest: string): string | undefined {
  const source = tagAttribute(rest, "src") || tagAttribute(rest, "path") || bare(rest);
  if (source === "" || /=/.test(source)) return undefined;
  const caption = tagAttribute(rest, "caption") || tagAttribute(rest, "title");
  const alt = escapeHtml(tagAttribute(rest, "alt"));
  const picture = `<img src="${escapeHtml(source)}" alt="${alt}">`;
  return caption
    ? `<figure>${picture}<figcaption>${escapeHtml(caption)}</figcaption></figure>`
    : picture;
}

/** Hexo: `[class names] /path/to/image [width] [height] "title text 'alt text'"`. */
function hexoImage(rest: string, { assets = "" }: TagOptions): string | undefined {
  if (/=/.test(rest) || tagAttribute(rest, "src")) return figure(rest);
  const words = wordsOf(rest);
  const at = words.findIndex((word) => /\.\w{3,4}$|^https?:|\//.test(word));
  const source = words[at];
  if (source === undefined) return figure(rest);
  const alt = words.slice(at + 1).filter((word) => !/^\d+$/.test(word));
  const isOwn = !/^(?:https?:)?\//.test(source);
  return `<img src="${escapeHtml((isOwn ? assets : "") + source)}" alt="${escapeHtml(alt.join(" "))}">`;
}

function tweetOf(rest: string): string | undefined {
  const [user, id] = [tagAttribute(rest, "user"), tagAttribute(rest, "id")];
  return user && id
    ? `<https://twitter.com/${encodeURIComponent(user)}/status/${encodeURIComponent(id)}>`
    : undefined;
}

function bare(rest: string): string {
  return rest.trim().replace(/^["']|["']$/g, "");
}

/** The words of a tag; what stands in quotes is one. */
function wordsOf(rest: string): readonly string[] {
  return [...rest.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? "",
  );
}
