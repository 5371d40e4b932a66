import type { Hiding } from "#ingest/source/findings.ts";
import { visibilityOf, type VisibilityAnswers } from "#ingest/source/visibility.ts";
import { childOf, childrenOf, childText, textOf, type XmlNode } from "./xml-tree.ts";

/** Matches the scheme by which Blogger tells posts from comments and settings. */
const KIND_SCHEME = /#kind$/;

/** What an entry is that is no article, such as `comment`; "" for an article. Exports of Blogger
 *  hold everything that a blog has. */
export function entryNoun(node: XmlNode): string {
  const term = childrenOf(node, "atom:category").find(isKind)?.attributes.get("term") ?? "";
  const kind = (term.split("#").at(-1) || childText(node, "blogger:type")).toLowerCase();
  if (/^(?:|post|page)$/.test(kind)) return "";
  return kind === "comment" ? kind : `entry of type ${kind}`;
}

/** Whether a category only says what kind of thing an entry is. */
export function isKind({ attributes }: XmlNode): boolean {
  return KIND_SCHEME.test(attributes.get("scheme") ?? "");
}

/** What hides an entry: the draft of the Atom Publishing Protocol, the status that Blogger and
 *  WordPress write, and what systems write beside the elements of RSS, such as `expirationDate`.
 *  @see RFC 5023 section 13.1.1 */
export function entryHidings(
  node: XmlNode,
  visibility: { readonly now: number; readonly answers?: VisibilityAnswers },
): readonly Hiding[] {
  const control = childOf(node, "app:control");
  const own = node.children.flatMap((child) =>
    typeof child === "string" || child.name.includes(":") ? [] : [[child.name, textOf(child)]],
  );
  const told = {
    draft: control === undefined ? "" : childText(control, "app:draft"),
    status: childText(node, "blogger:status") || childText(node, "wp:status"),
    password: childText(node, "wp:post_password"),
    trashed: childText(node, "blogger:trashed") === "" ? "" : "yes",
  };
  const set = Object.entries(told).filter(([, value]) => value !== "");
  const fields = Object.fromEntries([...own, ...set]);
  return visibilityOf(fields, visibility).hidings;
}
