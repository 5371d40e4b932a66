import { escapeHtml } from "#text/html/escape.ts";

/** Markdown whose commonest shortcodes of Hugo and tags of Liquid are what they stand for: `figure`
 *  as a figure, `highlight` as a code block, `youtube` and such as a link. Others stay as they are.
 *  @returns the text, and the names of those that stay */
export function withoutShortcodes(markdown: string): {
  readonly text: string;
  readonly unknown: readonly string[];
} {
  const unknown = new Set<string>();
  const text = markdown
    .replace(
      /\{%-?\s*highlight\s+(\S+)[^%]*%\}\n?([\s\S]*?)\{%-?\s*endhighlight\s*-?%\}/g,
      "```$1\n$2```",
    )
    .replace(
      /\{\{[<%]\s*(\w[\w-]*)\s*([^{}]*?)\s*\/?[>%]\}\}/g,
      (whole, name: string, rest: string) => {
        const shown = shownAs(name, rest);
        if (shown === undefined) unknown.add(name);
        return shown ?? whole;
      },
    );
  return { text, unknown: [...unknown] };
}

function shownAs(name: string, rest: string): string | undefined {
  const value = (field: string): string =>
    new RegExp(`(?:^|\\s)${field}=(?:"([^"]*)"|'([^']*)'|(\\S+))`)
      .exec(rest)
      ?.slice(1)
      .find(Boolean) ?? "";
  const bare = rest.replace(/^["']|["']$/g, "");
  if (name === "figure" || name === "image" || name === "img") {
    const caption = value("caption") || value("title");
    const picture = `<img src="${escapeHtml(value("src") || bare)}" alt="${escapeHtml(value("alt"))}">`;
    return caption
      ? `<figure>${picture}<figcaption>${escapeHtml(caption)}</figcaption></figure>`
      : picture;
  }
  const address = ADDRESSES[name]?.(value("id") || bare);
  return address === undefined ? undefined : `<${address}>`;
}

const ADDRESSES: Readonly<Record<string, (id: string) => string>> = {
  youtube: (id) => `https://www.youtube.com/watch?v=${encodeURIComponent(id)}`,
  vimeo: (id) => `https://vimeo.com/${encodeURIComponent(id)}`,
  bilibili: (id) => `https://www.bilibili.com/video/${encodeURIComponent(id)}`,
  gist: (id) => `https://gist.github.com/${id.split(/\s+/).map(encodeURIComponent).join("/")}`,
};
