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

/** Addresses of films, each with the frame that shows them; tested against host, path and query.
 *  What says which part of it, from which second, or by which mark an unlisted one is shown, stays.
 */
const FILMS: readonly (readonly [RegExp, string])[] = [
  [
    /^youtu\.be\/([\w-]{11})\?(?:.*&)?t=(\d+)s?(?:&|$)/,
    "https://www.youtube.com/embed/$1?start=$2",
  ],
  [/^youtu\.be\/([\w-]{11})/, "https://www.youtube.com/embed/$1"],
  [
    /^youtube\.com\/watch\?(?=(?:.*&)?v=([\w-]{11}))(?:.*&)?t=(\d+)s?(?:&|$)/,
    "https://www.youtube.com/embed/$1?start=$2",
  ],
  [/^youtube\.com\/watch\?(?:.*&)?v=([\w-]{11})/, "https://www.youtube.com/embed/$1"],
  [/^youtube\.com\/(?:shorts|embed|v)\/([\w-]{11})/, "https://www.youtube.com/embed/$1"],
  [/^vimeo\.com\/(\d+)\/([0-9a-f]+)(?:[?/]|$)/, "https://player.vimeo.com/video/$1?h=$2"],
  [/^vimeo\.com\/(\d+)/, "https://player.vimeo.com/video/$1"],
  [
    /^bilibili\.com\/video\/(BV\w{10})\/?\?(?:.*&)?p=(\d+)(?:&|$)/,
    "https://player.bilibili.com/player.html?bvid=$1&page=$2",
  ],
  [/^bilibili\.com\/video\/(BV\w{10})/, "https://player.bilibili.com/player.html?bvid=$1"],
];

function playerOf({ hostname, pathname, search }: URL): string | undefined {
  const address = hostname.replace(/^(?:www|m)\./, "") + pathname + search;
  for (const [film, frame] of FILMS) {
    const found = film.exec(address);
    if (found !== null) return frame.replace(/\$(\d)/g, (_, group) => found[Number(group)] ?? "");
  }
  return undefined;
}
