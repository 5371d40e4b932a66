import { mkdtemp, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow } from "../../setup/shared-data.ts";
import { importSources } from "#cli/import/import-sources.ts";
import { POSTS_OF_A_SITE, writeSites } from "../import/generator-sites.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "broadsheet-audit-"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function imported(sources: readonly string[]) {
  const options = { to: join(root, "to"), section: "news", repair: true, maxVisits: 1 };
  const all = { ...options, migrate: true, audit: true };
  const { json, exitCode } = await importSources(sources, all, () => undefined);
  return { ...json, exitCode };
}

function contentOf(): ReadonlyMap<string, string> {
  const folder = join(root, "to");
  return new Map(filesBelow(folder).map((path) => [path, readFileSync(path, "latin1")]));
}

test("a site of every generator comes whole, drafts stay drafts, and again changes nothing", async () => {
  const sources = await writeSites(join(root, "from"));
  const articles = sources.length * POSTS_OF_A_SITE;
  const outcome = await imported(sources);
  expect(outcome).toMatchObject({
    rejections: [],
    exitCode: 0,
    articles,
    new: articles,
    audit: { differences: [], source: { articles }, folder: { articles } },
    // One draft of each site of Markdown.
    hidden: [{ field: "draft", value: "yes", isDoubt: false, articles: sources.length - 2 }],
    leftOut: {},
  });
  const before = contentOf();
  expect(await imported(sources)).toMatchObject({
    exitCode: 0,
    unchanged: articles,
  });
  expect(contentOf()).toEqual(before);
});
