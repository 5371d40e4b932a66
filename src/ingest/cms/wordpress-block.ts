import type { Attachments } from "./wordpress-attachment.ts";
import { embedded } from "./wordpress-embed.ts";
import type { ExpandedBody } from "./wordpress-shortcode.ts";

/** Matches `<!-- wp:block {"ref":55} /-->`, `<!-- wp:latest-posts /-->`: what the theme makes;
 *  refuses `<!-- wp:image {"id":7} -->`, which begins a block with a text. WordPress writes `<` and
 *  `>` in attributes as escapes, so none of them is within one comment. */
const MADE = /<!--\s+wp:([\w/-]+)\s*(\{[^<>]*\})?\s*\/-->/g;
/** Blocks that show nothing by themselves. */
const UNSHOWN = /^(?:spacer|separator|more|nextpage|post-title|post-date)$/;
/** Matches the wrapper of an address that WordPress embeds. */
const WRAPPED = /(<div class="wp-block-embed__wrapper">)\s*(https?:\/\/[^\s<]+)\s*(?=<\/div>)/g;

/** The HTML of blocks whose text lies elsewhere: reusable ones with theirs, which is in the same
 *  file; embeds as players or links. What a theme would make is left out. */
export function withBlocks(body: string, attachments: Attachments, depth = 0): ExpandedBody {
  const leftOut: string[] = [];
  const html = body
    .replace(MADE, (_, name: string, json = "") => {
      const [, ref = ""] = /"ref"\s*:\s*(\d+)/.exec(String(json)) ?? [];
      const inner = name === "block" && depth < 4 ? attachments.blockOf(ref) : undefined;
      if (inner === undefined) {
        if (!UNSHOWN.test(name)) leftOut.push(`block ${name.replace("core/", "")}`);
        return "";
      }
      const expanded = withBlocks(inner, attachments, depth + 1);
      leftOut.push(...expanded.leftOut);
      return expanded.html;
    })
    .replace(WRAPPED, (_, open: string, address: string) => open + embedded(address));
  return { html, leftOut, gates: [] };
}
