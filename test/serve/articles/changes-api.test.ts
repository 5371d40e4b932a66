import { expect, test } from "vitest";
import { ask, NOW, published } from "../published.ts";
import { article } from "../sample-site.ts";

const HOUR = 3_600_000;
const three = ["1", "2", "3"].map((id) => article({ id, title: `T${id}` }));

async function changesAfter(cursor: string, now: number, more = "") {
  const path = `/api/articles?updated_after=${encodeURIComponent(cursor)}${more}`;
  const answer = await ask(path, { now: now + 60_000 });
  return { ...answer, json: JSON.parse(answer.text) };
}

test("a mirror lists all articles once, and is told what changed and what is gone since, whatever its date", async () => {
  await published(three);
  const list = JSON.parse((await ask("/api/articles", { now: NOW + 60_000 })).text);
  expect(await changesAfter(list.cursor, NOW)).toMatchObject({
    status: 200,
    json: { articles: [], next: null, cursor: list.cursor },
  });
  const later = NOW + HOUR;
  const changed = [
    { ...three[0]!, title: "new" },
    three[1]!,
    article({ id: "0", published: "2001-01-01" }),
  ];
  await published(changed, { now: later });
  const { json } = await changesAfter(list.cursor, later);
  expect(json.articles.map(({ id, title }: { id: string; title?: string }) => [id, title])).toEqual(
    [
      ["0", "山海相连三千里"],
      ["1", "new"],
      ["3", undefined],
    ],
  );
  expect(json.articles.at(-1)).toEqual({ id: "3", withdrawn: true });
  const first = await changesAfter(list.cursor, later, "&limit=1");
  expect(first.json).toMatchObject({ articles: { length: 1 }, next: first.json.cursor });
  const next = `/api/articles?updated_after=${list.cursor}&limit=1&cursor=${first.json.next}`;
  expect(first.headers.get("Link")).toBe(`<https://news.example.org${next}>; rel="next"`);
  const second = JSON.parse((await ask(next, { now: later + 60_000 })).text);
  expect(second.articles).toMatchObject([{ id: "1" }]);
  // The cursor alone is enough, wherever it stands.
  for (const more of [`updated_after=&cursor=${second.cursor}`, `cursor=${second.cursor}`]) {
    const third = JSON.parse((await ask(`/api/articles?${more}`, { now: later + 60_000 })).text);
    expect(third).toMatchObject({ articles: [{ id: "3", withdrawn: true }], next: null });
  }
});

test("a cursor older than the log is gone, and one that is none is refused", async () => {
  await published(three);
  const old = await changesAfter("5", NOW);
  expect(old.status).toBe(410);
  expect(JSON.parse(old.text).detail).toContain("start anew");
  expect((await changesAfter("2001-01-01", NOW)).status).toBe(410);
  expect((await changesAfter("yesterday", NOW)).status).toBe(400);
});

test.each([
  ["4102444800000", 400],
  ["99999999999999", 400],
  ["4102444800000.87613", 400],
  ["2100-01-01", 400],
  [String(NOW + 3 * 86_400_000), 400],
  [String(NOW + HOUR), 200],
  [new Date(NOW + HOUR).toISOString(), 200],
])(
  "a cursor of %s is answered with %i: what lies far in the future would never be told anything",
  async (cursor, status) => {
    await published(three);
    const { json, ...answer } = await changesAfter(cursor, NOW);
    expect(answer.status).toBe(status);
    if (status === 400)
      expect(json).toMatchObject({ detail: expect.stringMatching(/future.*cursor/) });
    const asPage = await ask(`/api/articles?cursor=${cursor}`, { now: NOW });
    if (/^\d+$/.test(cursor)) expect(asPage.status).toBe(status);
  },
);

test("a cursor that this site gave is never of the future, whatever the publisher's clock said", async () => {
  const ahead = NOW + 90 * 86_400_000;
  await published(three, { now: NOW });
  await published([...three, article({ id: "4" })], { now: ahead });
  const { cursor } = JSON.parse((await ask("/api/articles", { now: ahead })).text);
  expect((await ask(`/api/articles?updated_after=${cursor}`, { now: NOW })).status).toBe(200);
});
