import type { SourceKind } from "#ingest/source/source-kind.ts";

/** Where the REST interface of a WordPress site lies. */
export type RestSite = {
  /** The site's own address. */
  readonly home: string;
  /** The lists of posts to read, with what was asked of them. */
  readonly lists: readonly URL[];
  /** The address of another list or, for "", of what the interface says of the site. */
  readonly at: (route: string) => URL;
};

/** What a list is asked: its pages as large as can be, the oldest first, and with the names that
 *  stand behind its numbers. */
const ASKED = { per_page: "100", orderby: "id", order: "asc", _embed: "1" };

/** Whether an address is one of WordPress's REST interface, or of a site that is told to be
 *  WordPress and whose export it is not. */
export function isRestAddress(address: string, kind: SourceKind | undefined): boolean {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  const route = routeOf(url);
  if (route !== undefined) return kind === undefined || kind === "wordpress";
  return kind === "wordpress" && !/\.(?:xml|json)$/i.test(url.pathname);
}

/** The REST interface that an address leads to: all of its posts and pages, or the list that it
 *  names. */
export function restSite(address: string): RestSite {
  const url = new URL(address);
  const route = routeOf(url) ?? "";
  const isQuery = url.searchParams.has("rest_route");
  const root = isQuery
    ? url.pathname
    : url.pathname.replace(/\/wp-json(?:\/.*)?$/, "").replace(/\/$/, "");
  const at = (name: string): URL => {
    const found = new URL(isQuery ? root : `${root}/wp-json/${name}`, url.origin);
    if (isQuery) found.searchParams.set("rest_route", `/${name}`);
    return found;
  };
  const list = /^wp\/v2\/[^?]+/.exec(route)?.[0].replace(/\/$/, "");
  const lists = list === undefined ? ["wp/v2/posts", "wp/v2/pages"].map(at) : [at(list)];
  for (const one of lists) {
    for (const [name, value] of Object.entries(ASKED)) one.searchParams.set(name, value);
    for (const [name, value] of url.searchParams)
      if (name !== "rest_route" && name !== "page") one.searchParams.set(name, value);
  }
  const home = new URL(isQuery ? root : `${root}/`, url.origin).href;
  return { home, lists, at };
}

/** The route that an address names, without its slash: "wp/v2/posts"; undefined where it names
 *  none. */
function routeOf(url: URL): string | undefined {
  const asked = url.searchParams.get("rest_route");
  const inPath = /\/wp-json(?:\/(.*))?$/.exec(url.pathname);
  const route = asked ?? (inPath === null ? undefined : (inPath[1] ?? ""));
  return route?.replace(/^\//, "");
}
