import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type ArticleNames, openArticleCatalog } from "#cli/archive/article-catalog.ts";

async function catalogWith(...articles: readonly ArticleNames[]) {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-catalog-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const origins = new Map<string, string>();
  const import1 = async (article: ArticleNames, source?: string): Promise<string> => {
    // Each import opens the folder anew.
    const catalog = await openArticleCatalog(folder, origins);
    const id = catalog.idFor(article, source);
    const front = Object.entries({ ...article, id }).map(
      ([name, value]) => `${name}: ${JSON.stringify(value)}`,
    );
    await writeFile(join(folder, `${id}.md`), `---\n${front.join("\n")}\n---\n\ntext\n`);
    return id;
  };
  for (const article of articles) await import1(article, "first");
  return import1;
}

const HELLO = { id: "hello", title: "Hello from A" };

test("articles of two sources that have one slug are two, in whatever order they come again", async () => {
  const entered = await catalogWith(HELLO);
  const other = await entered({ id: "hello", title: "Hello from B" }, "second");
  expect(other).toMatch(/^hello-\w+$/);
  expect(await entered(HELLO, "first")).toBe("hello");
  expect(await entered({ id: "hello", title: "Hello from B" }, "second")).toBe(other);
  expect(await entered({ id: "hello", title: "B, renamed" }, "second")).toBe(other);
  expect(await entered({ id: "hello", title: "A, renamed" }, "first")).toBe("hello");
  expect(await entered({ id: "hello", title: "Hello from C" }, "third")).not.toBe(other);
});

test.each<[string, ArticleNames, ArticleNames]>([
  ["an address here, and none there", { ...HELLO, aliases: ["/a/"] }, { id: "hello", title: "B" }],
  ["an address there, and none here", HELLO, { id: "hello", title: "B", aliases: ["/b/"] }],
  ["a guid here, and none there", { ...HELLO, guid: "g" }, { id: "hello", title: "B" }],
  ["a guid there, and none here", HELLO, { id: "hello", title: "B", guid: "g" }],
])("with %s they are two as well", async (_, one, other) => {
  const entered = await catalogWith(one);
  expect(await entered(other, "second")).not.toBe("hello");
});

test.each<[string, ArticleNames, string | undefined]>([
  ["of the same source with another title", { id: "hello", title: "Hello, mended" }, "first"],
  ["of another source with the same title", HELLO, "a copy of the first"],
  ["of a source that nobody knows", { id: "hello", title: "Hello, mended" }, undefined],
])("an article %s is the same", async (_, article, source) => {
  const entered = await catalogWith(HELLO);
  expect(await entered(article, source)).toBe("hello");
});
