/** A film or sound of another site that a page may show in a frame. */
export type Player = {
  /** The address of the frame. */
  readonly src: string;
  /** The address at which people watch or listen. */
  readonly link: string;
};

/** How the addresses of a host become those of its player; both get what the pattern captures. */
type PlayerRule = {
  /** Tested against host and path with its query, without `www.`. */
  readonly pattern: RegExp;
  readonly src: string;
  readonly link: string;
};

/**
 * The players that content may hold. Each matches the host whole, so that no other host can pass.
 * `youtube.com/v/` and `player.youku.com/player.php` are the addresses of Flash, which no browser
 * plays any more.
 */
const RULES: readonly PlayerRule[] = [
  {
    pattern:
      /^(?:m\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]{11})\?(?:[^#]*&)?start=(\d+)(?:&.*)?$/,
    src: "https://www.youtube-nocookie.com/embed/$1?start=$2",
    link: "https://www.youtube.com/watch?v=$1&t=$2s",
  },
  {
    pattern: /^(?:m\.)?youtube(?:-nocookie)?\.com\/(?:embed|v|shorts)\/([\w-]{11})(?:[?&/].*)?$/,
    src: "https://www.youtube-nocookie.com/embed/$1",
    link: "https://www.youtube.com/watch?v=$1",
  },
  {
    pattern: /^youtube(?:-nocookie)?\.com\/embed\/videoseries\?(?:[^#]*&)?list=([\w-]+)(?:&.*)?$/,
    src: "https://www.youtube-nocookie.com/embed/videoseries?list=$1",
    link: "https://www.youtube.com/playlist?list=$1",
  },
  // An unlisted film is shown only to who knows its mark.
  {
    pattern: /^player\.vimeo\.com\/video\/(\d+)\?(?:[^#]*&)?h=(\w+)(?:&.*)?$/,
    src: "https://player.vimeo.com/video/$1?h=$2",
    link: "https://vimeo.com/$1/$2",
  },
  {
    pattern: /^player\.vimeo\.com\/video\/(\d+)(?:[?/].*)?$/,
    src: "https://player.vimeo.com/video/$1",
    link: "https://vimeo.com/$1",
  },
  {
    pattern: /^dailymotion\.com\/(?:embed\/)?(?:video|swf)\/(\w+)(?:[?/].*)?$/,
    src: "https://www.dailymotion.com/embed/video/$1",
    link: "https://www.dailymotion.com/video/$1",
  },
  // A film in several parts.
  {
    pattern:
      /^player\.bilibili\.com\/player\.html\?(?=(?:[^#]*&)?bvid=(BV\w{10})(?:&|$))(?:[^#]*&)?(?:p|page)=(\d+)(?:&.*)?$/,
    src: "https://player.bilibili.com/player.html?bvid=$1&page=$2",
    link: "https://www.bilibili.com/video/$1?p=$2",
  },
  {
    pattern:
      /^player\.bilibili\.com\/player\.html\?(?=(?:[^#]*&)?aid=(\d+)(?:&|$))(?:[^#]*&)?(?:p|page)=(\d+)(?:&.*)?$/,
    src: "https://player.bilibili.com/player.html?aid=$1&page=$2",
    link: "https://www.bilibili.com/video/av$1?p=$2",
  },
  {
    pattern: /^player\.bilibili\.com\/player\.html\?(?:[^#]*&)?bvid=(BV\w{10})(?:&.*)?$/,
    src: "https://player.bilibili.com/player.html?bvid=$1",
    link: "https://www.bilibili.com/video/$1",
  },
  {
    pattern: /^player\.bilibili\.com\/player\.html\?(?:[^#]*&)?aid=(\d+)(?:&.*)?$/,
    src: "https://player.bilibili.com/player.html?aid=$1",
    link: "https://www.bilibili.com/video/av$1",
  },
  {
    pattern: /^v\.qq\.com\/(?:txp\/)?iframe\/player\.html\?(?:[^#]*&)?vid=(\w+)(?:&.*)?$/,
    src: "https://v.qq.com/txp/iframe/player.html?vid=$1",
    link: "https://v.qq.com/x/page/$1.html",
  },
  {
    pattern: /^player\.youku\.com\/(?:embed|player\.php\/sid)\/(\w+={0,2})(?:[/?].*)?$/,
    src: "https://player.youku.com/embed/$1",
    link: "https://v.youku.com/v_show/id_$1.html",
  },
  {
    pattern: /^open\.spotify\.com\/embed\/(track|album|episode|show|playlist)\/(\w+)(?:[?/].*)?$/,
    src: "https://open.spotify.com/embed/$1/$2",
    link: "https://open.spotify.com/$1/$2",
  },
];

/**
 * The player at an address; undefined where it is none that is known.
 * @param hosts  further ones, whose frames are led to by their own address
 */
export function playerAt(url: string, hosts: readonly string[] = []): Player | undefined {
  const address = URL.parse(url);
  if (address === null || !/^https?:$/.test(address.protocol) || address.port !== "")
    return undefined;
  const bare = address.hostname.replace(/^www\./, "") + address.pathname + address.search;
  for (const { pattern, src, link } of RULES)
    if (pattern.test(bare))
      return { src: bare.replace(pattern, src), link: bare.replace(pattern, link) };
  const isTrusted = address.protocol === "https:" && hosts.includes(address.hostname);
  return isTrusted ? { src: address.href, link: address.href } : undefined;
}

/** Safe HTML without its players: the link that stands beside each remains. For pages that make no
 *  request to other sites. O(length).
 *  @param html  as the sanitiser writes it */
export function withoutPlayers(html: string): string {
  return html.replace(/<iframe [^>]*><\/iframe>/g, "");
}

/** Matches the address of a known player in HTML, such as `//player.vimeo.com/video/7`. */
export const KNOWN_PLAYER =
  /\/\/(?:www\.)?(?:(?:m\.)?youtube(?:-nocookie)?\.com|(?:player\.)?vimeo\.com|dailymotion\.com|player\.bilibili\.com|v\.qq\.com|player\.youku\.com|open\.spotify\.com)\//i;
