import { sectionFolder } from "#model/address.ts";
import { lineOf } from "#model/name.ts";
import type { Section } from "#model/section.ts";
import { type Html, html, langAttribute } from "./html.ts";
import type { PageContext } from "./page-context.ts";

/** How many articles each section holds, here and below, by path; "" for the whole site. */
export type SectionCounts = ReadonlyMap<string, number>;

/** Sections with those inside them, as links with their counts where those are known. */
export function renderSectionTree(
  tree: readonly Section[],
  context: PageContext,
  counts?: SectionCounts,
): Html {
  const { site, basePath, words } = context;
  return html`<ul class="tree">
    ${tree.map(({ path, title, lang, children }) => {
      const count = counts?.get(path) ?? 0;
      return html`<li>
        <span class="nb"
          ><a href="${basePath}${sectionFolder(path)}" ${langAttribute(lang ?? site.lang)}
            >${title}</a
          >${counts !== undefined && html` <span class="count">${words.count(count)}</span>`}</span
        >${
          children.length > 0 &&
          lineOf(path).length < 4 &&
          renderSectionTree(children, context, counts)
        }
      </li>`;
    })}
  </ul>`;
}
