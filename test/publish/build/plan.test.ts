import { describe, expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import { MAX_UPCOMING, planPublication, stockOf } from "#publish/build/plan.ts";
import { madeArticle, madeArticles, madeSite } from "../../store/made-articles.ts";
import { noIndex } from "../../store/published.ts";

const NOW = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;
const PICTURES = ["1", "2", "3"].map((first) => `${first}fK9a_Qz1bXy0Tq7LmNp.png`);

const plan = (articles: readonly Article[]) =>
  planPublication({
    site: madeSite(),
    articles,
    now: NOW,
    isBackfill: false,
    previous: null,
    past: null,
    buildIndex: noIndex,
    progress: () => undefined,
  });

/** An article that appears so many hours later. */
const due = (hours: number, fields: Readonly<Record<string, unknown>> = {}): Article =>
  madeArticle({
    id: `l${hours}`,
    published: new Date(NOW + hours * HOUR).toISOString(),
    body: `<p>${hours}</p>`,
    ...fields,
  });

describe("of what is to come", () => {
  test("each moment has its release, which names those behind it", async () => {
    const { manifest, upcoming } = await plan([...madeArticles(2), due(2), due(1)]);
    expect([manifest, ...upcoming].map(({ count }) => count)).toEqual([2, 3, 4]);
    const names = upcoming.map(({ created, release, told }) => ({ from: created, release, told }));
    expect(manifest.upcoming).toEqual(names);
    expect(upcoming.map((one) => one.upcoming)).toEqual([names.slice(1), []]);
    expect(upcoming.map(({ previous }) => previous)).toEqual([
      manifest.release,
      upcoming[0]!.release,
    ]);
  });

  test.each([
    [24, 24, 0],
    [25, 24, 1],
  ])("of %i moments %i are prepared", async (count, prepared, later) => {
    expect(MAX_UPCOMING).toBe(24);
    const scheduled = Array.from({ length: count }, (_, at) => due(at + 1));
    const { upcoming, notices } = await plan(scheduled);
    expect(upcoming.length).toBe(prepared);
    const told = JSON.stringify(notices).includes(due(25).published);
    expect(told).toBe(later > 0);
  });

  test.each([
    [200, 3],
    [150, 4],
    [2, 4],
  ])(
    "no more is prepared than a day's writes allow: where each has %i fronts, %i",
    async (fronts, prepared) => {
      const sections = Array.from({ length: fronts }, (_, at) => `s${at}`);
      const [section, ...also] = sections;
      // With an article of its own no front is the same as another.
      const own = sections.map((path) => madeArticle({ id: path, section: path }));
      const moments = [1, 2, 3, 4].map((hours) => due(hours, { section, also }));
      expect((await plan([...own, ...moments])).upcoming.length).toBe(prepared);
    },
  );
});

test("pictures are those of any release, and apart from them those of withdrawn articles alone", async () => {
  const shows = (...names: readonly string[]): string =>
    names.map((name) => `<img src="https://own.broadsheet.invalid/media/${name}" alt="">`).join("");
  const [now, later, gone] = PICTURES as [string, string, string];
  const { media, withdrawnMedia } = await plan([
    madeArticle({ id: "a", body: shows(now) }),
    due(1, { body: shows(later) }),
    madeArticle({ id: "w", body: shows(gone, now, later), status: "withdrawn" }),
    madeArticle({ id: "d", body: shows(`9${gone.slice(1)}`), status: "draft" }),
  ]);
  expect([...media].sort()).toEqual([now, later]);
  expect([...withdrawnMedia]).toEqual([gone]);
});

describe("the stock of a publication", () => {
  const articles = [...madeArticles(3).toReversed(), madeArticle({ id: "d", status: "draft" })];

  test("is in order, without drafts, which are known all the same", async () => {
    const { kept, ordered, known } = await stockOf(articles);
    expect(kept.map(({ id }) => id)).toEqual(["a2", "a1", "a0"]);
    expect(ordered.map(({ article }) => article.id)).toEqual(["a0", "a1", "a2"]);
    expect([...known]).toEqual(["a2", "a1", "a0", "d"]);
  });

  test("is read once for a list, as long as the same articles are in it", async () => {
    const list = [...articles];
    const first = stockOf(list);
    expect(stockOf(list)).toBe(first);
    expect(stockOf([...articles])).not.toBe(first);
    list.push(madeArticle({ id: "new" }));
    const longer = stockOf(list);
    expect(longer).not.toBe(first);
    expect((await longer).ordered.length).toBe(4);
    list[0] = { ...list[0]!, title: "Other" };
    expect(stockOf(list)).not.toBe(longer);
    expect((await stockOf(list)).kept[0]?.title).toBe("Other");
  });
});
