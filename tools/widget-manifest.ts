/** What a page can write at the element, and what it does. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  mode: "`dialog` for a button that opens a palette",
  endpoint: "The site that is searched; the one that the script came from when absent",
  section: "Searches only in this section and those below it",
  tag: "Searches only what has this tag",
  author: "Searches only what this author wrote",
  language: "Searches only in this language (BCP 47)",
  after: "Searches only what was published on this day or later",
  before: "Searches only what was published before this day",
  sort: "`date` for the newest first",
  limit: "How many hits are shown, at most 50",
  facets: "What hits can be narrowed by: `section year lang tag author`",
  "url-param": "Keeps the search in the page's address, under this parameter",
  recent: "Keeps the last searches in the reader's browser",
  images: "Shows pictures of hits",
  shortcut: "Keys that open it, such as `mod+k /`; `none` is none",
  theme: "`light`, `dark` or `auto`; the page's color-scheme when absent",
  lang: "The language that it speaks: English, zh-Hans or zh-Hant",
  placeholder: "What stands in the empty field",
};

const EVENTS: Readonly<Record<string, readonly [detail: string, description: string]>> = {
  "broadsheet-open": ["{}", "It opens"],
  "broadsheet-search": ["{ query: string; total: number; ms: number }", "An answer is shown"],
  "broadsheet-empty": ["{ query: string }", "Nothing was found"],
  "broadsheet-select": [
    "{ query: string; url: string; hit?: Hit }",
    "A hit is chosen, or without one all results",
  ],
};

const PROPERTIES: Readonly<Record<string, string>> = {
  "--ink": "Text; borders and paler text are mixed from it and the paper",
  "--paper": "Behind everything",
  "--accent": "What is active",
  "--mark": "Behind what matches",
  "--radius": "Corners",
};

/** Names by which stylesheets of a page reach what is within. */
export const PARTS: readonly string[] = (
  "box input key trigger dialog sheet close panel facets facet chip status actions action list " +
  "heading hit text title snippet meta image mark recent all"
).split(" ");

/** The element as editors and documentation tools read it.
 *  @see https://github.com/webcomponents/custom-elements-manifest */
export function customElementsManifest(): object {
  const named = (names: Readonly<Record<string, string>>): object[] =>
    Object.entries(names).map(([name, description]) => ({ name, description }));
  return {
    schemaVersion: "2.1.0",
    modules: [
      {
        kind: "javascript-module",
        path: "search.js",
        declarations: [
          {
            kind: "class",
            customElement: true,
            name: "BroadsheetSearch",
            tagName: "broadsheet-search",
            description: "A search box, or a button that opens one, for any page.",
            superclass: { name: "HTMLElement" },
            attributes: named(ATTRIBUTES).map((attribute) => ({
              ...attribute,
              type: { text: "string" },
            })),
            members: [
              { kind: "field", name: "query", type: { text: "string" } },
              { kind: "field", name: "renderHit", type: { text: "HitRenderer | undefined" } },
              { kind: "method", name: "open", return: { type: { text: "void" } } },
              { kind: "method", name: "close", return: { type: { text: "void" } } },
            ],
            events: Object.entries(EVENTS).map(([name, [detail, description]]) => ({
              name,
              description,
              type: { text: `CustomEvent<${detail}>` },
            })),
            slots: [{ name: "hit", description: "A template for a hit" }],
            cssProperties: named(PROPERTIES),
            cssParts: PARTS.map((name) => ({ name })),
          },
        ],
        exports: [],
      },
    ],
  };
}

/** The element's types, for pages that are written in TypeScript. */
export function widgetTypes(): string {
  const events = Object.entries(EVENTS).map(
    ([name, [detail]]) => `    "${name}": CustomEvent<${detail}>;`,
  );
  return `/** A run of an article's own characters, and whether the search matches them. */
export type Segment = { readonly text: string; readonly match: boolean };

/** A hit as /api/search gives it. */
export type Hit = {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly section?: { readonly path: string; readonly title: string };
  readonly published?: string;
  readonly lang?: string;
  readonly partial?: boolean;
  readonly image?: string;
  readonly highlights: { readonly title: readonly Segment[]; readonly snippet: readonly Segment[] };
};

/** How a page shows hits in its own way. */
export type HitRenderer = (hit: Hit, query: string) => Node | string;

/** <broadsheet-search> */
export interface BroadsheetSearch extends HTMLElement {
  query: string;
  renderHit?: HitRenderer;
  open(): void;
  close(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "broadsheet-search": BroadsheetSearch;
  }
  interface HTMLElementEventMap {
${events.join("\n")}
  }
}
`;
}
