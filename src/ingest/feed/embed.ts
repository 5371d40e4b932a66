import { escapeHtml } from "#text/html/escape.ts";

/** HTML in which frames, objects and embeds of other sites are links to what they show: nothing of
 *  them is left when the HTML is made safe. */
export function withLinkedEmbeds(html: string): string {
  return html.replace(
    /<(iframe|object|embed)\b((?:[^>"']|"[^"]*"|'[^']*')*)>(?:(?:(?!<\1\b)[\s\S])*?<\/\1\s*>)?/gi,
    (whole: string, _name: string, attributes: string) => {
      const found = /\b(?:data-src|src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(
        attributes,
      );
      const written = (found?.[1] ?? found?.[2] ?? found?.[3] ?? "").replaceAll("&amp;", "&");
      const address = pageOf(written.trim().replace(/^\/\//, "https://"));
      if (address === undefined) return whole;
      const shown = escapeHtml(address);
      return `<p><a href="${shown}">${shown}</a></p>`;
    },
  );
}

/** The page that people open for a player; the address itself of what is none. */
function pageOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const [, id] = /^\/embed\/([\w-]+)/.exec(url.pathname) ?? [];
  if (id !== undefined && /(?:^|\.)youtube(?:-nocookie)?\.com$/.test(url.hostname))
    return `https://www.youtube.com/watch?v=${id}`;
  const [, video] = /^\/video\/(\d+)/.exec(url.pathname) ?? [];
  if (video !== undefined && url.hostname === "player.vimeo.com")
    return `https://vimeo.com/${video}`;
  const bilibili = url.hostname === "player.bilibili.com" ? url.searchParams.get("bvid") : null;
  return bilibili ? `https://www.bilibili.com/video/${bilibili}` : url.href;
}
