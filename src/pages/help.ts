import type { Teaser } from "#model/teaser.ts";
import { type Html, html } from "./html.ts";
import type { PageContext } from "./page-context.ts";
import { renderSectionTree, type SectionCounts } from "./section-tree.ts";
import { renderTeaser } from "./teaser.ts";

/** What a page without anything to show offers instead. */
export type Help = {
  /** Newest first; empty when they cannot be read. */
  readonly newest: readonly Teaser[];
  readonly counts?: SectionCounts;
};

/** Ways on from a page that has nothing to show: how to search, the sections, the newest.
 *  @param withTips  also says what helps to find something */
export function renderHelp(context: PageContext, { newest, counts }: Help, withTips = false): Html {
  const { site, words } = context;
  return html`<div class="help">
    ${
      withTips &&
      html`<section class="tips">
        <h2>${words.tipsTitle}</h2>
        <ul>
          ${words.searchTips.map((tip) => html`<li>${renderTip(tip)}</li> `)}
        </ul>
      </section>`
    }${
      site.sections.length > 0 &&
      html`<section>
        <h2>${words.sections}</h2>
        ${renderSectionTree(site.sections, context, counts)}
      </section>`
    }${
      newest.length > 0 &&
      html`<section class="latest">
        <h2>${words.latest}</h2>
        ${newest.slice(0, 6).map((teaser) => renderTeaser(teaser, context, { kind: "brief", level: 3 }))}
      </section>`
    }
  </div>`;
}

/** A tip whose example, behind its colon, stays in one line: a minus would be left alone. */
function renderTip(tip: string): Html {
  const [, text = tip, example] = /^(.*[:：]\s?)(.+)$/u.exec(tip) ?? [];
  return html`${text}${example !== undefined && html`<span class="nb">${example}</span>`}`;
}
