import { html, type Html } from "./html.ts";
import type { PageContext } from "./page-context.ts";

/** Where the element's present bytes lie, and what a page writes into `integrity`. */
export type Pinned = { readonly path: string; readonly integrity: string };

/** The search element in all its forms, each with the lines to copy. */
export function renderDemo(context: PageContext, pinned: Pinned): string {
  const page: Html = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>x</title>
        <script type="module" src="/search.js"></script>
      </head>
      <body>
        <main>
          ${pinned.path} ${context.baseUrl}<broadsheet-search
            facets="section year lang"
            images
          ></broadsheet-search
          ><broadsheet-search
            mode="dialog"
            lang="zh-Hans"
            facets="section lang year"
          ></broadsheet-search>
        </main>
      </body>
    </html>`;
  return page.source;
}
