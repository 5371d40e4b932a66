/**
 * The map of the house, and its wall: which room of `src/` may import which rooms and packages.
 * docs/architecture.md explains the rooms; this table is what the linter enforces.
 */
const rooms: Readonly<
  Record<string, { from: readonly string[]; packages?: readonly string[]; pure?: true }>
> = {
  model: { from: [], pure: true },
  text: { from: ["model"], packages: ["htmlparser2"], pure: true },
  ingest: {
    from: ["model", "text"],
    packages: [
      "markdown-it",
      "yaml",
      "smol-toml",
      "feedsmith",
      "htmlparser2",
      "css-select",
      "@mozilla/readability",
      "linkedom",
    ],
    pure: true,
  },
  search: { from: ["model", "text"], packages: ["minisearch"], pure: true },
  feeds: { from: ["model", "text"], pure: true },
  pages: { from: ["model", "text"], pure: true },
  store: { from: ["model"] },
  publish: { from: ["model", "text", "search", "feeds", "store"] },
  press: { from: ["model", "text", "store", "publish"], packages: ["cloudflare:workers"] },
  serve: {
    from: ["model", "text", "search", "feeds", "pages", "store", "publish"],
    packages: ["hono", "hono/**"],
  },
  widget: { from: [] },
  client: { from: [] },
  cli: {
    from: ["model", "text", "ingest", "search", "feeds", "store", "publish", "client"],
    packages: ["node:*", "node:*/**", "wrangler", "commander", "pinyin-pro"],
  },
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

const walls = Object.entries(rooms).map(([room, { from, packages = [], pure }]) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: [
              "*",
              "*/**",
              "../*/**",
              "!./*",
              ...from.map((other) => `!../${other}/**`),
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
      files: ["src/worker.ts", "*.config.ts", "test/setup/*.ts", "bench/*-worker.ts"],
      rules: { "import/no-default-export": "off" },
    },
    { files: ["test/**/*.ts", "bench/**/*.ts"], rules: { "max-lines": "off", complexity: "off" } },
  ],
};
