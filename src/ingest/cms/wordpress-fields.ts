import { firstDate } from "#ingest/feed/feed-entry.ts";
import { childrenOf, childText, type XmlNode } from "#ingest/feed/xml-tree.ts";

/** An address whose last part is the post's own name, also where permalinks are numbers. */
export function slugAddress(slug: string, link: string): string {
  return slug ? `https://slug.invalid/${slug}` : link;
}

/** Matches the names under which plugins keep who may read a post: Members, WP-Members, Restrict
 *  Content Pro. */
const KEEPERS = /^(?:_members_access_role|_?wpmem_block|rcp_(?:access|subscription)_level)$/;

/** What plugins say of who may read a post. */
export function keptByPlugins(node: XmlNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    childrenOf(node, "wp:postmeta")
      .map((meta) => [childText(meta, "wp:meta_key"), childText(meta, "wp:meta_value")] as const)
      .filter(([name]) => KEEPERS.test(name)),
  );
}

/** The moment of publication with the offset of the site's clock, which WordPress writes as two
 *  times; undefined where they are none.
 *  @example datedBy("2023-05-01 12:00:00", "2023-05-01 10:00:00") // 2023-05-01T12:00:00+02:00 */
export function datedBy(local: string, gmt: string): string | undefined {
  const minutes = Math.round((epochOf(local) - epochOf(gmt)) / 60_000);
  if (!Number.isFinite(minutes) || Math.abs(minutes) > 15 * 60) return undefined;
  const two = (part: number): string => String(Math.floor(part)).padStart(2, "0");
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
  return firstDate([`${local.replace("T", " ")} ${offset}`]);
}

/** When it was changed, where that was after it was published; both in GMT. */
export function changedAfter(changed: string, published: string): string | undefined {
  const isLater = epochOf(changed) > epochOf(published);
  return isLater ? firstDate([`${changed.replace(" ", "T")}Z`]) : undefined;
}

/** Where the post lives on, or, when the site moves here, its old paths: its permalink, and the
 *  short one that every post has. */
export function oldAddresses(
  link: string,
  postId: string,
  { isMigration = false }: { readonly isMigration?: boolean },
): Readonly<Record<string, unknown>> {
  if (!isMigration) return link ? { url: link } : {};
  const { pathname, search } = new URL(link || "https://nowhere.invalid/");
  const short = /^\d+$/.test(postId) ? [`/?p=${postId}`] : [];
  return { aliases: [...new Set([pathname + search, ...short])].filter((path) => path !== "/") };
}

function epochOf(written: string): number {
  return Date.parse(`${written.replace(" ", "T")}Z`);
}
