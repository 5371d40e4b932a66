import { abortAllDurableObjects, runDurableObjectAlarm } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { admin, ask, BOUND, nameOf, newSite, pressOfSite, sent } from "./live-site.ts";

beforeEach(() => newSite());

async function releasesStored(): Promise<number> {
  return (await BOUND.KV.list({ prefix: "release/" })).keys.length;
}

/** Ids of all articles that readers see. */
async function idsSeen(): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let path: string | null = "/api/articles?limit=100"; path !== null;) {
    const { json } = await ask(path);
    const { articles, next } = json as { articles: { id: string }[]; next: string | null };
    ids.push(...articles.map(({ id }) => id));
    path = next === null ? null : `/api/articles?limit=100&cursor=${encodeURIComponent(next)}`;
  }
  return ids;
}

/** The object is ended at once, as by a deployment, and woken by its alarm. */
async function endAndWake(): Promise<boolean> {
  await abortAllDurableObjects();
  return runDurableObjectAlarm(pressOfSite());
}

test("200 articles that are sent at once are all there, in a few releases", async () => {
  const before = await releasesStored();
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      admin("PUT", `articles/many-${index}`, sent({ title: `Many ${index}` })),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 200 }, () => 201));
  const seen = await idsSeen();
  expect(seen.filter((id) => id.startsWith("many-"))).toHaveLength(200);
  expect(new Set(seen).size).toBe(240);
  const made = (await releasesStored()) - before;
  expect(new Set(answers.map(({ json }) => json["release"])).size).toBe(made);
  expect(made).toBeLessThanOrEqual(8);
});

test("of many versions of one article that are sent at once, the last that was accepted is served", async () => {
  const sentOnes = Array.from({ length: 20 }, (_, index) =>
    admin("PUT", "articles/one", sent({ title: `Version ${index}` })),
  );
  const answers = await Promise.all(sentOnes);
  const { title } = (await ask("/articles/one.json")).json;
  const read = await admin("GET", "articles/one");
  const last = answers.findLast(({ headers }) => headers.get("ETag") === read.headers.get("ETag"));
  expect((read.json["article"] as { title: string }).title).toBe(title);
  expect(last?.status).toBeLessThan(300);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
});

test("an object that is ended after it has accepted publishes what it accepted", async () => {
  const headers = { Prefer: "respond-async" };
  const put = (id: string, title: string) =>
    admin("PUT", `articles/${id}`, sent({ title }), { headers });
  const accepted = await Promise.all([put("a", "A"), put("b", "B"), put("c", "C")]);
  expect(accepted.map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(await endAndWake()).toBe(true);
  for (const id of ["a", "b", "c"]) expect((await ask(`/articles/${id}.json`)).status).toBe(200);
  // Ended while it publishes, and again.
  for (let round = 0; round < 5; round++) {
    expect((await put("d", `D ${round}`)).status).toBe(202);
    await new Promise((resolve) => setTimeout(resolve, round * 15));
    await endAndWake();
    expect((await ask("/articles/d.json")).json["title"]).toBe(`D ${round}`);
  }
});

test("drafts and what is scheduled outlive the object", async () => {
  await admin("PUT", "articles/d", sent({ status: "draft", title: "Draft" }));
  await admin("PUT", "articles/s", sent({ published: "2040-01-01T00:00:00Z" }));
  await abortAllDurableObjects();
  expect((await admin("GET", "articles/d")).json).toMatchObject({ status: "draft" });
  expect((await admin("GET", "articles/s")).json).toMatchObject({ status: "scheduled" });
});

test("what comes at more moments than are prepared appears in its turn", async () => {
  const base = Date.now() + 3_600_000;
  const batch = Array.from({ length: 30 }, (_, index) =>
    sent({ id: `m${index}`, published: new Date(base + index * 60_000).toISOString() }),
  );
  await admin("POST", "articles", batch);
  await abortAllDurableObjects();
  // Another edit prepares them again: none was lost.
  await admin("PUT", "articles/more", sent());
  expect((await admin("GET", "articles/m29")).json).toMatchObject({ status: "scheduled" });
  const now = base + 20 * 60_000 + 1_000;
  expect((await ask("/articles/m20.json", { now })).status).toBe(200);
});

test("the same key and the same body get the same answer, and another body is refused", async () => {
  const headers = { "Idempotency-Key": "key-1" };
  const article = sent();
  const put = (body: unknown) => admin("PUT", "articles/crane", body, { headers });
  const [first, second] = await Promise.all([put(article), put(article)]);
  expect(first.status).toBe(201);
  expect([second.status, second.text]).toEqual([first.status, first.text]);
  await admin("DELETE", "articles/crane");
  await abortAllDurableObjects();
  const third = await put(article);
  expect([third.status, third.text]).toEqual([first.status, first.text]);
  // It was not done again.
  expect((await ask("/articles/crane.json")).status).toBe(410);
  const other = await put({ ...article, title: "Other" });
  expect([other.status, nameOf(other)]).toEqual([422, "idempotency-key-reused"]);
  const wrong = await admin("PUT", "articles/x", sent(), { headers: { "Idempotency-Key": "a b" } });
  expect(wrong.status).toBe(400);
});

test("one request that a guard refuses does not keep out those that came with it", async () => {
  await admin("PUT", "articles/crane", sent({ aliases: ["/crane.html"] }));
  const answers = await Promise.all([
    admin("PUT", "articles/a", sent({ title: "A" })),
    admin("PUT", "articles/crane", sent()),
    admin("PUT", "articles/b", sent({ title: "B" })),
    admin("PUT", "articles/c", sent({ title: "C" })),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([201, 409, 201, 201]);
  expect((await ask("/articles/c.json")).status).toBe(200);
  expect((await ask("/crane.html")).status).toBe(301);
});
