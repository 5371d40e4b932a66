import { flatString } from "#ingest/source/flat-string.ts";
import { childrenOf, childText, type XmlNode } from "#ingest/feed/xml-tree.ts";
import { plainWords } from "#ingest/feed/feed-text.ts";

/** A file that a WordPress site shows. */
export type WordPressAttachment = {
  readonly url: string;
  readonly alt: string;
  readonly caption: string;
  /** The post that it was put into; "" when into none. */
  readonly parent: string;
};

/** The files of an export by their post id, and which of them are shown. */
export type Attachments = {
  add(node: XmlNode): void;
  /** The file of that id, which is shown from now on. */
  use(id: string): WordPressAttachment | undefined;
  /** The files that were put into a post, which are shown from now on. */
  useThoseOf(post: string): readonly WordPressAttachment[];
  /** Notes the files that a body shows by their addresses. */
  useIn(html: string): void;
  /** The text of a reusable block, by its number. */
  blockOf(id: string): string | undefined;
  /** How many are shown nowhere. */
  readonly unused: number;
};

/** Opens a register of files. */
export function createAttachments(): Attachments {
  const byId = new Map<string, WordPressAttachment>();
  const idOfAddress = new Map<string, string>();
  const used = new Set<string>();
  const blocks = new Map<string, string>();
  const use = (id: string): WordPressAttachment | undefined => {
    const found = byId.get(id);
    if (found !== undefined) used.add(id);
    return found;
  };
  return {
    add(node) {
      if (childText(node, "wp:post_type") === "wp_block")
        blocks.set(
          flatString(childText(node, "wp:post_id")),
          flatString(childText(node, "content:encoded")),
        );
      const url = childText(node, "wp:attachment_url");
      if (!url) return;
      const id = flatString(childText(node, "wp:post_id"));
      const alt = childrenOf(node, "wp:postmeta").find(
        (meta) => childText(meta, "wp:meta_key") === "_wp_attachment_image_alt",
      );
      byId.set(id, {
        url: flatString(url),
        alt: flatString(plainWords(alt ? childText(alt, "wp:meta_value") : "")),
        caption: flatString(childText(node, "excerpt:encoded")),
        parent: flatString(childText(node, "wp:post_parent")),
      });
      idOfAddress.set(flatString(addressKey(url)), id);
    },
    use,
    blockOf: (id) => blocks.get(id),
    useThoseOf: (post) =>
      [...byId].filter(([, { parent }]) => parent === post).flatMap(([id]) => use(id) ?? []),
    useIn(html) {
      for (const [address] of html.matchAll(/[^"'\s<>()]*\/wp-content\/uploads\/[^"'\s<>()]+/g)) {
        const id = idOfAddress.get(addressKey(address));
        if (id !== undefined) used.add(id);
      }
    },
    get unused() {
      return byId.size - used.size;
    },
  };
}

/** The address without host and size: WordPress shows `a-300x200.jpg` of `a.jpg`. */
function addressKey(address: string): string {
  return address
    .replace(/^.*?\/wp-content\//, "")
    .replace(/[?#].*$/s, "")
    .replace(/-(?:\d+x\d+|scaled|rotated)(?=\.\w+$)/, "");
}
