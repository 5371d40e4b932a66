/**
 * The map of the house, and its wall: which folder of `src/` may import which folders and packages.
 * docs/architecture.md explains the rooms; this table is what the linter enforces, and
 * `test/house/map.test.ts` holds that it names only folders, arrows and packages that exist.
 *
 * A room is a folder of `src/`; a large one has rooms within. Imports across folders are written
 * `#room/file.ts` or `#room/sub-room/file.ts`, inside a folder `./file.ts`.
 */
export const rooms: Readonly<
  Record<string, { from: readonly string[]; packages?: readonly string[]; pure?: true }>
> = {
  model: { from: [], pure: true },

  "text/fold": { from: [], pure: true },
  "text/stem": { from: [], pure: true },
  "text/analysis": { from: ["model", "text/fold", "text/stem"], pure: true },
  "text/html": { from: ["model"], packages: ["htmlparser2"], pure: true },
  "text/repair": { from: ["text/fold"], pure: true },

  "ingest/source": { from: ["model", "text/repair", "ingest/date"], pure: true },
  "ingest/date": { from: ["model"], pure: true },
  "ingest/feed": {
    from: ["model", "text/analysis", "text/html", "ingest/date", "ingest/source"],
    packages: ["htmlparser2"],
    pure: true,
  },
  "ingest/folder": {
    from: ["model", "text/analysis", "text/html", "ingest/feed", "ingest/source"],
    packages: [
      "markdown-it",
      "markdown-it-anchor",
      "markdown-it-container",
      "markdown-it-footnote",
      "smol-toml",
      "yaml",
    ],
    pure: true,
  },
  "ingest/generator": {
    from: ["model", "text/html", "ingest/date", "ingest/feed", "ingest/folder", "ingest/source"],
    packages: ["smol-toml", "yaml"],
    pure: true,
  },
  "ingest/page": {
    from: ["model", "text/html", "text/repair", "ingest/date", "ingest/feed", "ingest/source"],
    packages: ["@mozilla/readability", "css-select", "linkedom", "smol-toml"],
    pure: true,
  },
  "ingest/cms": {
    from: ["model", "text/html", "ingest/feed", "ingest/folder", "ingest/source"],
    pure: true,
  },

  "search/format": {
    from: ["model", "text/analysis", "text/fold", "text/html"],
    packages: ["minisearch"],
    pure: true,
  },
  "search/build": {
    from: ["model", "text/analysis", "text/fold", "search/format"],
    packages: ["minisearch"],
    pure: true,
  },
  "search/query": {
    from: ["model", "text/analysis", "text/fold", "search/format"],
    pure: true,
  },
  "search/run": {
    from: ["model", "text/analysis", "text/fold", "search/format", "search/query"],
    pure: true,
  },
  "search/hits": {
    from: [
      "model",
      "text/analysis",
      "text/fold",
      "text/html",
      "search/format",
      "search/query",
      "search/run",
    ],
    pure: true,
  },
  "search/correct": {
    from: ["model", "text/analysis", "text/fold", "search/format", "search/run"],
    pure: true,
  },
  "search/suggest": {
    from: ["model", "text/analysis", "text/fold", "text/repair", "search/format", "search/query"],
    pure: true,
  },
  "search/warm": {
    from: ["model", "search/build", "search/format", "search/hits", "search/query", "search/run"],
    pure: true,
  },

  feeds: { from: ["model", "text/analysis", "text/fold", "text/html"], pure: true },
  pages: { from: ["model", "text/analysis", "text/html"], pure: true },
  "pages/demo": { from: ["pages"], pure: true },
  "pages/search": { from: ["model", "text/analysis", "pages"], pure: true },

  store: { from: ["model", "store/edge", "store/recent", "store/short"] },
  "store/short": { from: ["model"] },
  "store/edge": { from: ["model", "store"] },
  "store/history": { from: ["model", "store", "store/recent"] },
  "store/write": { from: ["model", "store", "store/recent"] },
  "store/search": { from: ["model", "store"] },
  "store/recent": { from: ["model", "store"] },

  "publish/edge": { from: ["model", "store", "store/edge"] },
  "publish/build": {
    from: [
      "model",
      "publish/edge",
      "text/analysis",
      "text/fold",
      "text/html",
      "search/build",
      "search/format",
      "search/hits",
      "search/suggest",
      "feeds",
      "store",
      "store/search",
      "store/history",
      "store/write",
    ],
  },
  "publish/recent": {
    from: [
      "model",
      "text/analysis",
      "text/fold",
      "search/build",
      "search/format",
      "search/suggest",
      "store",
      "store/history",
      "store/recent",
      "store/search",
      "store/write",
      "publish/build",
    ],
  },
  "publish/write": {
    from: [
      "model",
      "feeds",
      "store",
      "store/edge",
      "store/history",
      "store/write",
      "publish/build",
      "publish/edge",
      "publish/recent",
    ],
  },

  "press/api": { from: ["model"] },
  press: {
    from: [
      "model",
      "press/api",
      "ingest/folder",
      "search/build",
      "store",
      "store/edge",
      "store/history",
      "store/write",
      "publish/build",
      "publish/write",
    ],
    packages: ["cloudflare:workers"],
  },

  searcher: {
    from: [
      "model",
      "search/correct",
      "search/format",
      "search/hits",
      "search/query",
      "search/run",
      "search/suggest",
      "store",
      "store/search",
    ],
  },

  "serve/http": {
    from: [
      "model",
      "text/html",
      "feeds",
      "pages",
      "pages/demo",
      "store",
      "store/history",
      "press/api",
      "serve/edge",
    ],
    packages: ["hono"],
  },
  "serve/articles": {
    from: [
      "model",
      "text/html",
      "search/format",
      "search/query",
      "search/run",
      "feeds",
      "pages",
      "store",
      "store/history",
      "searcher",
      "serve/http",
    ],
  },
  "serve/search": {
    from: [
      "model",
      "text/analysis",
      "search/format",
      "search/hits",
      "search/query",
      "search/run",
      "search/suggest",
      "feeds",
      "pages",
      "pages/search",
      "store/search",
      "searcher",
      "serve/http",
      "serve/articles",
    ],
  },
  "serve/feeds": {
    from: [
      "model",
      "text/analysis",
      "text/fold",
      "search/format",
      "search/hits",
      "search/query",
      "search/run",
      "feeds",
      "pages",
      "store",
      "store/history",
      "searcher",
      "serve/http",
      "serve/articles",
      "serve/search",
    ],
  },
  "serve/edge": { from: ["model", "store", "store/edge"] },
  "serve/admin": {
    from: ["model", "press/api", "store", "store/edge", "serve/edge", "serve/http"],
  },
  "serve/agents": {
    from: ["model", "feeds", "store", "serve/http", "serve/articles", "serve/search"],
  },
  serve: {
    from: [
      "search/warm",
      "pages",
      "store",
      "serve/admin",
      "serve/edge",
      "serve/agents",
      "serve/http",
      "serve/articles",
      "serve/search",
      "serve/feeds",
    ],
    packages: ["hono"],
  },

  openapi: { from: ["feeds", "pages", "serve/http", "serve"], pure: true },

  "cli/terminal": {
    from: ["model", "store"],
    packages: ["commander", "node:*"],
  },
  "cli/fetch": {
    from: ["model", "ingest/source", "cli/terminal"],
    packages: ["commander", "node:*", "node:*/**"],
  },
  "cli/wrangler": {
    from: ["model", "ingest/folder", "store", "cli/terminal", "cli/fetch"],
    packages: ["commander", "miniflare", "node:*", "node:*/**", "smol-toml", "wrangler"],
  },
  "cli/folder": {
    from: [
      "model",
      "text/fold",
      "text/html",
      "text/repair",
      "ingest/folder",
      "ingest/source",
      "feeds",
      "search/build",
      "search/format",
      "search/suggest",
      "store",
      "publish/build",
      "cli/terminal",
      "cli/wrangler",
    ],
    packages: ["node:*", "node:*/**", "pinyin-pro"],
  },
  "cli/archive": {
    from: ["model", "text/html", "text/repair", "ingest/source", "cli/fetch", "cli/folder"],
    packages: ["node:*", "node:*/**"],
  },
  "cli/import": {
    from: [
      "model",
      "text/analysis",
      "text/html",
      "text/repair",
      "ingest/cms",
      "ingest/feed",
      "ingest/folder",
      "ingest/generator",
      "ingest/page",
      "ingest/source",
      "cli/terminal",
      "cli/fetch",
      "cli/wrangler",
      "cli/folder",
      "cli/archive",
    ],
    packages: ["node:*", "node:*/**"],
  },
  "cli/commands": {
    from: [
      "model",
      "ingest/folder",
      "ingest/source",
      "store",
      "store/edge",
      "store/history",
      "store/write",
      "publish/build",
      "publish/write",
      "press",
      "cli/terminal",
      "cli/fetch",
      "cli/wrangler",
      "cli/folder",
      "cli/import",
      "cli/archive",
    ],
    packages: ["commander", "node:*", "node:*/**"],
  },
  cli: {
    from: ["cli/terminal", "cli/wrangler", "cli/commands"],
    packages: ["commander", "node:*"],
  },

  widget: { from: [] },

  client: { from: [] },

  ".": { from: ["serve"] },
};

const PURE_GLOBALS = [
  "fetch",
  "caches",
  "setTimeout",
  "setInterval",
  "Request",
  "Response",
  "performance",
];
const PURE_PROPERTIES = [
  { object: "Date", property: "now" },
  { object: "Math", property: "random" },
  { object: "crypto", property: "randomUUID" },
  { object: "crypto", property: "getRandomValues" },
];

/** The wall of one folder: everything is forbidden but `./file.ts`, and what its row allows. */
const walls = Object.entries(rooms).map(([room, { from, packages = [], pure }]) => ({
  files: [room === "." ? "src/*.ts" : `src/${room}/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: [
              "*",
              "*/**",
              "../**",
              "!./*",
              ...from.map((other) => `!#${other}/*.ts`),
              ...packages.map((name) => `!${name}`),
            ],
            message: `${room}/ may import only: ${[...from, ...packages].join(", ") || "nothing"}`,
          },
        ],
      },
    ],
    ...(pure && {
      "no-restricted-globals": ["error", ...PURE_GLOBALS],
      "no-restricted-properties": ["error", ...PURE_PROPERTIES],
      "typescript/no-restricted-types": [
        "error",
        { types: { KVNamespace: "a pure room knows no KV" } },
      ],
    }),
  },
}));

export default {
  plugins: ["typescript", "import", "unicorn", "oxc", "promise"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: ["node_modules", ".wrangler", "dist"],
  rules: {
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "import/no-unassigned-import": "off",
    "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
    complexity: ["error", { max: 12 }],
    "max-params": ["error", { max: 4 }],
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-misused-promises": "error",
    "typescript/switch-exhaustiveness-check": "error",
    "typescript/consistent-type-imports": "error",
    "typescript/no-unsafe-type-assertion": "off",
    "no-shadow": "off",
    "no-await-in-loop": "off",
    "no-control-regex": "off",
    "unicorn/no-array-sort": "off",
    "unicorn/consistent-function-scoping": "off",
    "unicorn/prefer-add-event-listener": "off",
  },
  overrides: [
    ...walls,
    {
      files: [
        "src/worker.ts",
        "src/press/worker.ts",
        "*.config.ts",
        "test/setup/*.ts",
        "bench/*-worker.ts",
      ],
      rules: { "import/no-default-export": "off" },
    },
    {
      files: ["test/**/*.ts", "bench/**/*.ts", "*.config.ts"],
      rules: { "max-lines": "off", complexity: "off" },
    },
  ],
};
