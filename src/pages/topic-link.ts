import { topicPath } from "#model/address.ts";
import { type Html, html, langAttribute } from "./html.ts";
import type { PageContext } from "./page-context.ts";
import { wordsFor } from "./words.ts";

/** UTF-16 units of a tag or an author that has a page. */
const MAX_VALUE = 200;

/** Where all articles with a tag or by an author are listed; undefined for what can have no
 *  page: a browser takes `.` and `..` for steps in a path. */
export function topicHref(
  kind: "tags" | "authors",
  value: string,
  { basePath }: Pick<PageContext, "basePath">,
): string | undefined {
  if (value.length > MAX_VALUE || /^\s*\.{0,2}\s*$/.test(value)) return undefined;
  return basePath + topicPath(kind, value);
}

/** The authors' names, each leading to all that they wrote, parted as `lang` parts them. */
export function renderAuthors(
  authors: readonly string[],
  lang: string | undefined,
  context: PageContext,
): Html {
  const { comma } = wordsFor(lang ?? context.words.lang);
  return html`<span class="authors" ${langAttribute(lang)}
    >${authors.map((author, index) => {
      const href = topicHref("authors", author, context);
      const name = href === undefined ? author : html`<a rel="author" href="${href}">${author}</a>`;
      return html`${index > 0 && comma}${name}`;
    })}</span
  >`;
}
