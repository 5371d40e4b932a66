import { beforeEach, expect, test } from "vitest";
import { admin, ask, newSite, sent } from "./live-site.ts";

beforeEach(() => newSite());

test("an article that is sent is seen in one release by its address, its section's feeds and those above, the API and search", async () => {
  const put = await admin("PUT", "articles/crane", sent());
  expect([put.status, put.json]).toMatchObject([
    201,
    { id: "crane", status: "published", changed: true, part: "recent" },
  ]);
  const release = put.json["release"];
  const places = [
    "/articles/crane.json",
    "/sections/news/city/harbour/feed.xml",
    "/sections/news/city/atom.xml",
    "/sections/news/feed.json",
    "/feed.xml",
    "/api/articles?section=news",
    "/api/search?q=crane",
    "/",
  ];
  for (const place of places) {
    const answer = await ask(place);
    expect([place, answer.status, answer.headers.get("X-Release")]).toEqual([place, 200, release]);
    expect(answer.text).toContain("The new crane");
  }
  expect(put.json["written"]).toBeLessThanOrEqual(5);
});

test("an article that is withdrawn answers 410, and is in no feed and no search", async () => {
  await admin("PUT", "articles/crane", sent());
  const gone = await admin("DELETE", "articles/crane");
  expect([gone.status, gone.json]).toMatchObject([200, { id: "crane", status: "withdrawn" }]);
  expect((await ask("/articles/crane.json")).status).toBe(410);
  expect((await ask("/feed.xml")).text).not.toContain("The new crane");
  expect((await ask("/api/search?q=crane")).json["total"]).toBe(0);
});
