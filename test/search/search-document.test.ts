import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { buildIndex } from "#search/build/build.ts";
import { indexAsMiniSearchJson } from "#search/format/export.ts";
import { toQuery } from "#search/query/query.ts";
import { searchBuilt } from "./oracle.ts";
import { seedDocuments } from "../setup/seed-documents.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const manual = readFileSync(join(ROOT, "docs/search.md"), "utf8");
const documents = seedDocuments();
const built = buildIndex(documents);

test("the four lines of the README open the index with MiniSearch, and find articles", async () => {
  const [, code = ""] = /```ts\n([^`]*?loadJSON[^]*?)```/.exec(readme) ?? [];
  expect(code.trim().split("\n")).toHaveLength(4);
  const articles = documents.map(({ id, title }) => ({ id, stored: { title, url: `/${id}` } }));
  const json = indexAsMiniSearchJson({ ...built, articles });
  if (isRejection(json)) throw new Error(json.faults[0]?.what);
  const server = createServer((_, response) => response.end(json)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  // A listening server has one.
  const { port } = server.address() as AddressInfo;
  // Beside package.json, as a reader of the README would have it.
  const file = join(ROOT, `readme-${process.pid}.ts`);
  writeFileSync(file, code.replace("https://news.example.org", `http://127.0.0.1:${port}`));
  try {
    const lines = await outputOf(file);
    expect(lines).toContain("/lanterns-on-the-xiadu-no-3");
  } finally {
    rmSync(file);
    server.close();
  }
});

test.each(
  [...manual.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(
    ([, cell = ""]) => cell.match(/`[^`]+`/g) ?? [],
  ),
)("%s of the manual's tables is a search", (typed) => {
  const query = toQuery({ q: typed.slice(1, -1) }, { site: { synonyms: [], timeZone: "UTC" } });
  expect(isRejection(query)).toBe(false);
  if (!isRejection(query)) expect(searchBuilt(built, query.lookup).degraded).toBe(false);
});

async function outputOf(file: string): Promise<string> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", file]);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => (output += bytes.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  return output;
}
