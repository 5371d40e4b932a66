/** The sites that `bench/element.ts` opens: a page each, with what it loads. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installPeer } from "./peers.ts";

/** An article as all of them index it. */
export type SearchedArticle = {
  readonly id: string;
  readonly title: string;
  readonly lang: string;
  readonly content_html: string;
  readonly content_text: string;
};

/** A search element in a page. */
export type Contender = {
  readonly name: string;
  /** The page, below `/`. */
  readonly page: string;
  /** What lies beside it, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What a reader clicks first, as a selector; absent where the field is there. */
  readonly button?: string;
  readonly field: string;
  /** The first hit. */
  readonly hit: string;
};

const DOCSEARCH = "@docsearch/js@5.2.0";
const DOCSEARCH_CSS = "@docsearch/css@5.2.0";
const PAGEFIND = "pagefind@1.6.0";

/** Our own element, as docs/embedding.md has it. */
export function ours(): Contender {
  const body =
    '<script type="module" src="/search.js"></script><broadsheet-search></broadsheet-search>';
  return {
    name: "Broadsheet",
    page: pageWith("", body),
    files: new Map(),
    field: "broadsheet-search input",
    hit: "broadsheet-search [part=hit]",
  };
}

/** DocSearch from its own bundle. In Algolia's place stands a server that knows the answers beforehand, so that its searches cost nothing. */
export function docSearch(): Contender | undefined {
  const [js, css] = [installPeer(DOCSEARCH), installPeer(DOCSEARCH_CSS)];
  if (js === undefined || css === undefined) return undefined;
  const files = new Map([
    ["/docsearch.js", readFileSync(join(js, "node_modules/@docsearch/js/dist/umd/index.js"))],
    ["/docsearch.css", readFileSync(join(css, "node_modules/@docsearch/css/dist/style.css"))],
  ]);
  const start = `docsearch({ container: "#search", appId: "A", apiKey: "k", indices: ["i"], indexName: "i",
    transformSearchClient: (client) => ({ ...client, search: async (asked) => (await fetch("/algolia", { method: "POST", body: JSON.stringify(asked) })).json() }) })`;
  return {
    name: "DocSearch 5.2.0",
    page: pageWith(
      '<link rel="stylesheet" href="/docsearch.css">',
      `<div id="search"></div><script src="/docsearch.js"></script><script>${start}</script>`,
    ),
    files,
    button: ".DocSearch-Button",
    field: ".DocSearch-Input",
    hit: ".DocSearch-Hit a",
  };
}

/** What Algolia would answer, in the form that DocSearch reads. */
export function algoliaAnswer(articles: readonly SearchedArticle[], query: string): string {
  const found = articles.filter((article) =>
    `${article.title} ${article.content_text}`.toLowerCase().includes(query.toLowerCase()),
  );
  const hits = found.slice(0, 20).map(({ id, title, content_text }) => {
    const value = content_text.slice(0, 120);
    const level = { lvl0: "Articles", lvl1: title };
    const matched = { value: title, matchLevel: "full", matchedWords: [query] };
    return {
      objectID: id,
      url: `/articles/${id}`,
      type: "lvl1",
      content: null,
      hierarchy: level,
      _highlightResult: { hierarchy: { lvl0: { ...matched, value: "Articles" }, lvl1: matched } },
      _snippetResult: { content: { value, matchLevel: "full" }, hierarchy: { lvl1: matched } },
    };
  });
  const result = {
    hits,
    nbHits: found.length,
    page: 0,
    nbPages: 1,
    hitsPerPage: 20,
    query,
    params: "",
    index: "i",
    processingTimeMS: 1,
    exhaustiveNbHits: true,
  };
  return JSON.stringify({ results: [result] });
}

/** Pagefind's component UI over the index that Pagefind itself makes.
 *  @param folder  an empty one, into which the site is written */
export function pagefind(
  articles: readonly SearchedArticle[],
  folder: string,
): Contender | undefined {
  const home = installPeer(PAGEFIND);
  if (home === undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  for (const { id, title, lang, content_html } of articles) {
    const main = `<main data-pagefind-body><h1>${title}</h1>${content_html}</main>`;
    writeFileSync(
      join(folder, `${id}.html`),
      `<!doctype html><html lang="${lang}"><title>${title}</title>${main}</html>`,
    );
  }
  execFileSync(join(home, "node_modules/.bin/pagefind"), ["--site", folder], { stdio: "pipe" });
  const root = join(folder, "pagefind");
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [`/pagefind${path.slice(root.length)}`, readFileSync(path)] as const);
  return {
    name: "Pagefind 1.6.0, component UI",
    page: pageWith(
      '<link rel="stylesheet" href="/pagefind/pagefind-component-ui.css"><script type="module" src="/pagefind/pagefind-component-ui.js"></script>',
      "<pagefind-searchbox></pagefind-searchbox>",
    ),
    files: new Map(files),
    field: "pagefind-searchbox input",
    hit: "pagefind-searchbox a[href]",
  };
}

function pageWith(head: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Search</title>${head}</head><body>${body}</body></html>`;
}
