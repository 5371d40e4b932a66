import { percentDecoded, sectionFolder } from "#model/address.ts";
import { oldSection } from "#model/old-section.ts";
import { sectionAt } from "#model/section.ts";
import type { Site } from "#model/site.ts";
import { FEED_FORMATS, type FeedFormat } from "#feeds/feed.ts";
import { topicFolder, valueTopic } from "#feeds/folder.ts";

/** How the systems of the wild call a feed, in `?feed=` and at the end of a path. */
const FORMATS: Readonly<Record<string, FeedFormat>> = {
  feed: "rss",
  rss: "rss",
  rss2: "rss",
  rdf: "rss",
  atom: "atom",
  json: "json",
};

/** Matches the end of a feed's path: `/feed`, `/feed/rdf/`, `/rss.xml`, `/index.xml`, `/atom.xml/`;
 *  refuses `/feeds`, `/feed/x`, `/atomic`. */
const FEED_TAIL =
  /\/+(?:feed\/+(rss2?|rdf|atom|json)|(feed|rss2?|rdf|atom)(?:\.(?:xml|php|rdf))?|(?:feed|index)\.(json)|index\.(?:xml|rdf))\/*$/i;

/** What an old address asks for: the folder of a feed or a page, without slashes at its end. */
type OldAddress = {
  readonly folder: string;
  /** "unknown" for a feed in a format that we do not have. */
  readonly format?: FeedFormat | "unknown";
};

/** The forms in which systems write one address, brought to one: doubled slashes, a slash or an
 *  `index.html` at the end, a feed's name behind its page or in the query.
 *  @example readOldAddress("/category/x/feed/atom/", "") // { folder: "/category/x", format: "atom"
 *  } */
export function readOldAddress(pathname: string, search: string): OldAddress {
  const path = pathname.replace(/\/{2,}/g, "/");
  const asked = new URLSearchParams(search).get("feed")?.toLowerCase();
  const tail = FEED_TAIL.exec(path);
  const page = (tail === null ? path : path.slice(0, tail.index))
    .replace(/\/(?:index\.(?:html?|php|md))?$/i, "")
    .replace(/\/+$/, "");
  const named = tail === null ? undefined : (tail[1] ?? tail[2] ?? tail[3] ?? "rss").toLowerCase();
  const name = asked ?? named;
  const format = name === undefined ? undefined : (FORMATS[name] ?? "unknown");
  return { folder: page, ...(format !== undefined && { format }) };
}

/** Whether a feed is asked for in the query: no page may be given for it. */
export function asksForFeed(search: string): boolean {
  return new URLSearchParams(search).has("feed");
}

/** The path of what an old address means by the sections, topics and aliases that there are;
 *  undefined when they have nothing of it. Nothing is guessed: `known` tells which old folder is
 *  which.
 *  @param known  folders of the site by the paths that they had */
export function meantBy(
  { folder, format }: OldAddress,
  site: Site,
  known: ReadonlyMap<string, string>,
): string | undefined {
  if (format === "unknown") return undefined;
  const home = folder === "" ? "" : ownFolder(folder, site);
  const spelled = [folder, `${folder}/`, `${folder}/index.html`, `${folder}.html`];
  const old = spelled.map((path) => known.get(path)).find((path) => path !== undefined);
  const target = home ?? old?.replace(/\/(?:feed\.xml|atom\.xml|feed\.json)$/, "");
  if (target === undefined) return undefined;
  if (format !== undefined) return `${target === "/" ? "" : target}/${FEED_FORMATS[format].file}`;
  return home === undefined ? old : home || "/";
}

/** The folder of a section or a topic that a path of ours means. */
function ownFolder(folder: string, site: Site): string | undefined {
  const [, kind, ...rest] = folder.split("/").map(percentDecoded);
  const name = rest.join("/").normalize("NFC");
  if (kind === "sections") {
    const section = sectionAt(site.sections, name);
    const moved = oldSection(site, name);
    if (section !== undefined) return sectionFolder(section.path);
    return moved?.kind === "moved" ? sectionFolder(moved.to) : undefined;
  }
  const isTopic = (kind === "tags" || kind === "authors") && name !== "" && rest.length === 1;
  return isTopic ? topicFolder(valueTopic(kind, name)) : undefined;
}
