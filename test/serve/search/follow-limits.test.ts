import { expect, test } from "vitest";
import { SITE_DEFAULTS } from "#model/site.ts";
import { isRejection } from "#model/rejection.ts";
import { toQuery } from "#search/query/query.ts";
import { canBeFollowed } from "#serve/search/follow-limits.ts";
import { ask, published } from "../published.ts";
import { manyArticles } from "../sample-site.ts";

const LONG = "river ".repeat(40).trim();
const MANY = "one two three four five six seven eight nine ten eleven twelve thirteen";

test.each([
  ["river ferry", true],
  ["浙江省", true],
  ["", false],
  [LONG, false],
  [MANY, false],
])("%j: %s", (q, isFollowable) => {
  const query = toQuery({ q, section: "" }, { site: SITE_DEFAULTS, languages: [] });
  if (isRejection(query)) throw new TypeError("no search");
  expect(canBeFollowed(query)).toBe(isFollowable);
});

test("what the page of a search offers to follow is a feed, and what is none it does not offer", async () => {
  await published(manyArticles(3));
  for (const q of ["river", LONG, MANY]) {
    const rest = `?q=${encodeURIComponent(q)}`;
    const feed = await ask(`/search/feed.xml${rest}`);
    const page = await ask(`/search${rest}`);
    expect(page.text.includes("/search/feed.xml?"), q).toBe(feed.status === 200);
  }
});
