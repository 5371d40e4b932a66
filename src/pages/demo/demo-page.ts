import { demoWordsFor } from "./demo-words.ts";
import { type Html, html } from "#pages/html.ts";
import { renderLayout } from "#pages/layout.ts";
import type { PageContext } from "#pages/page-context.ts";

/** Where the element's present bytes lie, and what a page writes into `integrity`. */
export type PinnedScript = { readonly path: string; readonly integrity: string };

/** The search element in all its forms, with the lines to copy. */
export function renderDemo(context: PageContext, pinned: PinnedScript): string {
  const { baseUrl, basePath, words } = context;
  const says = demoWordsFor(words.lang);
  const copied = `<script type="module" src="${baseUrl}/search.js"></script>
<broadsheet-search>
  <form action="${baseUrl}/search" role="search">
    <input type="search" name="q" aria-label="${words.search}">
    <button>${words.search}</button>
  </form>
</broadsheet-search>`;
  const kept = `<script type="module" src="${baseUrl}${pinned.path}" integrity="${pinned.integrity}" crossorigin></script>`;
  return renderLayout(context, {
    title: says.title,
    head: html`<script type="module" src="${basePath}/search.js"></script>`,
    main: html`<h1>${says.title}</h1>
      <p class="motto">${says.intro}</p>
      <div class="river">
        <article>
          <h2>${says.box}</h2>
          <p class="small">${says.boxNote}</p>
          ${element("box", says.box, html` facets="section year lang" images`)}
        </article>
        <article>
          <h2>${says.palette}</h2>
          <p class="small">${says.paletteNote}</p>
          ${element("palette", says.palette, html` mode="dialog" facets="section year lang" recent`)}
        </article>
        <article>
          <h2>${says.light}</h2>
          ${element("light", says.light, html` theme="light" shortcut="none"`)}
        </article>
        <article>
          <h2>${says.dark}</h2>
          ${element("dark", says.dark, html` theme="dark" shortcut="none"`)}
        </article>
        <article>
          <h2>${says.own}</h2>
          <p class="small">${says.ownNote}</p>
          ${element(
            "own",
            says.own,
            html` shortcut="none"`,
            html`<template slot="hit"
              ><span data-field="title"></span><small data-field="published"></small
            ></template>`,
          )}
        </article>
        ${LANGUAGES.map(
          ([lang, name, hint]) =>
            html`<article lang="${lang}">
              <h2>${name}</h2>
              ${element(`in-${lang}`, hint, html` lang="${lang}" shortcut="none"`)}
            </article>`,
        )}
      </div>
      <h2>${says.copy}</h2>
      <p>${says.copyNote}</p>
      <p class="address"><code>${copied}</code></p>
      <h2>${says.pin}</h2>
      <p>${says.pinNote}</p>
      <p class="address"><code>${kept}</code></p>
      <h2>${says.strict}</h2>
      <p>${says.strictNote}</p>`,
  });

  function element(id: string, hint: string, attributes: Html, more: Html = html``): Html {
    return html`<broadsheet-search id="${id}" placeholder="${hint}" ${attributes}
      >${more}
      <form action="${basePath}/search" role="search" aria-label="${hint}">
        <input type="search" name="q" aria-label="${hint}" /> <button>${words.search}</button>
      </form>
    </broadsheet-search>`;
  }
}

const LANGUAGES = [
  ["en", "English", "Search in English"],
  ["zh-Hans", "简体中文", "用简体中文搜索"],
  ["zh-Hant", "繁體中文", "用繁體中文搜尋"],
] as const;
