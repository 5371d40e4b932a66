import { describe, expect, test } from "vitest";
import { codeLines, filesIn } from "./house-files.ts";

/** A door of the ecosystem: thin, on what exists anyway. */
type Door = {
  /** What it is made of, and nothing else uses. */
  readonly files: RegExp;
  /** Lines of code, without those that import. */
  readonly most: number;
};

const DOORS: Readonly<Record<string, Door>> = {
  "the Model Context Protocol": { files: /^src\/serve\/agents\/mcp-/, most: 200 },
  "what programs discover": { files: /^src\/serve\/agents\/discovery\.ts$/, most: 120 },
  "the terms of the site": {
    files: /^src\/(?:serve\/agents\/(?:rsl|robots)-answer|feeds\/rsl|model\/license)\.ts$/,
    most: 200,
  },
  Markdown: {
    files: /^src\/serve\/(?:http\/accept|articles\/(?:article|section)-markdown)\.ts$/,
    most: 200,
  },
  "the description of the API": {
    files: /^src\/serve\/(?:api-answer|route-list)\.ts$/,
    most: 200,
  },
  "the typed client": { files: /^src\/client\//, most: 200 },
};

const sources = filesIn("src").filter(({ path }) => path.endsWith(".ts"));

describe.each(Object.entries(DOORS))("%s", (_, { files, most }) => {
  test(`is a door of at most ${most} lines of code`, () => {
    const own = sources.filter(({ path }) => files.test(path));
    const lines = own.flatMap(({ text }) => ownLines(text));
    expect(own.length).toBeGreaterThan(0);
    expect([own.map(({ path }) => path), lines.length <= most]).toEqual([
      own.map(({ path }) => path),
      true,
    ]);
  });
});

test("lines that import are not counted, over however many lines they go", () => {
  const text =
    'import {\n  a,\n  b,\n} from "#a.ts";\nimport type { c } from "./c.ts";\nexport const d = 1;\n';
  expect(ownLines(text)).toEqual(["export const d = 1;"]);
});

function ownLines(text: string): readonly string[] {
  return codeLines(text.replace(/^import\b[^;]*;$/gm, ""));
}
