import { escapeHtml } from "#text/html/escape.ts";

/** What WordPress makes of an address that stands alone: the frame of a film that is known, else a
 *  link. Not safe yet. */
export function embedded(address: string): string {
  const url = URL.parse(address.replaceAll("&amp;", "&").trim());
  if (url === null || !/^https?:$/.test(url.protocol)) return escapeHtml(address);
  const player = playerOf(url);
  const shown = escapeHtml(url.href);
  return player === undefined
    ? `<p><a href="${shown}">${shown}</a></p>`
    : `<p><iframe src="${escapeHtml(player)}"></iframe></p>`;
}

/** Addresses of films, each with the frame that shows them; tested against host, path and query. */
const FILMS: readonly (readonly [RegExp, string])[] = [
  [/^youtu\.be\/([\w-]{11})/, "https://www.youtube.com/embed/"],
  [/^youtube\.com\/watch\?(?:.*&)?v=([\w-]{11})/, "https://www.youtube.com/embed/"],
  [/^youtube\.com\/(?:shorts|embed|v)\/([\w-]{11})/, "https://www.youtube.com/embed/"],
  [/^vimeo\.com\/(\d+)/, "https://player.vimeo.com/video/"],
  [/^bilibili\.com\/video\/(BV\w{10})/, "https://player.bilibili.com/player.html?bvid="],
];

function playerOf({ hostname, pathname, search }: URL): string | undefined {
  const address = hostname.replace(/^(?:www|m)\./, "") + pathname + search;
  return FILMS.flatMap(([film, frame]) => {
    const id = film.exec(address)?.[1];
    return id === undefined ? [] : [frame + id];
  })[0];
}
