import { beforeAll, expect, inject, test } from "vitest";
import type { SectionSummary } from "#serve/articles/sections-api.ts";
import { allSections } from "#model/section.ts";
import { ask, listJson, published } from "../published.ts";

const { site, articles } = inject("seed");

beforeAll(() => published(articles, { site }));

function flat(sections: readonly SectionSummary[]): readonly SectionSummary[] {
  return sections.flatMap((section) => [section, ...flat(section.children)]);
}

test("the tree of sections has every section, with counts that the list of articles bears out, and feeds that are there", async () => {
  const { sections }: { sections: readonly SectionSummary[] } = JSON.parse(
    (await ask("/api/sections")).text,
  );
  expect(flat(sections).map(({ path }) => path)).toEqual(
    allSections(site.sections).map(({ path }) => path),
  );
  for (const { path, count, feeds, url, title } of flat(sections)) {
    const list = listJson(await ask(`/api/articles?section=${encodeURIComponent(path)}&limit=100`));
    expect([path, list.articles.length]).toEqual([path, count]);
    expect(title).not.toBe("");
    for (const address of [url, ...Object.values(feeds)])
      expect([address, (await ask(address)).status]).toEqual([address, 200]);
  }
});

test("health tells the release, its age, what it holds and how much of its budget it uses", async () => {
  const { text, headers } = await ask("/healthz");
  const health = JSON.parse(text);
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(health).toMatchObject({
    status: "ok",
    release: headers.get("X-Release"),
    age_seconds: 0,
    sections: allSections(site.sections).length,
  });
  expect(health.articles).toBeGreaterThan(40);
  expect(health.budget.manifest_bytes.used).toBeLessThan(health.budget.manifest_bytes.limit);
});
