import { afterAll, beforeEach, expect, test } from "vitest";
import { publish } from "../../src/publish/publish.ts";
import {
  findArticle,
  readArchive,
  readArticle,
  readFront,
} from "../../src/store/article-reading.ts";
import { readCards } from "../../src/store/card-reading.ts";
import { openRelease } from "../../src/store/open-release.ts";
import { createShelf } from "../../src/store/shelf.ts";
import { openLocalKv } from "../store/local-kv.ts";
import { madeArticles, madeSite } from "../store/made-articles.ts";

const local = await openLocalKv();
beforeEach(local.clear);
afterAll(local.close);

const NOW = Date.UTC(2024, 0, 1);

test("fifty published articles come back from the front, the directory, the cards and the archive", async () => {
  const articles = madeArticles(50);
  const outcome = await publish({ kv: local.kv, site: madeSite(), articles, media: [], now: NOW });
  expect(outcome).toMatchObject({ kind: "published", articles: 50 });
  const reader = await openRelease({ kv: local.kv, shelf: createShelf(), now: NOW });
  if (reader === null) throw new TypeError("nothing published");
  const front = await readFront(reader, "");
  expect(front[0]?.id).toBe("a49");
  const entry = await findArticle(reader, "/html/7.html");
  if (entry === null || entry.withdrawn) throw new TypeError("not found");
  expect(await readArticle(reader, entry)).toEqual(articles[7]);
  expect((await readCards(reader, [49, 0])).map(({ id }) => id)).toEqual(["a49", "a0"]);
  const name = reader.manifest.fronts[0]?.archive.newest ?? "";
  const page = await readArchive(reader, "", name);
  expect((page?.articles ?? []).length + front.length).toBe(50);
});
