import { expect, test } from "vitest";
import type { Article } from "#model/article.ts";
import type { Site } from "#model/site.ts";
import { buildHome } from "#publish/build/home-part.ts";
import { byAge, readyArticle } from "#publish/build/ready-article.ts";
import { decodeHome, encodeHome } from "#store/home.ts";
import { article, SITE, sure } from "../../pages/sample.ts";
import { toSectionPath } from "#model/name.ts";

const day = (number: number): string => `2023-01-${String(number).padStart(2, "0")}`;

async function homeOf(articles: readonly Article[], site: Site = SITE) {
  const ready = await Promise.all(articles.map(readyArticle));
  return buildHome(ready.toSorted(byAge), site);
}

const ids = (teasers: readonly { readonly id: string }[]): readonly string[] =>
  teasers.map(({ id }) => id);

test("the home page has the newest of the site, and of each section with articles here and below", async () => {
  const home = await homeOf([
    article({ id: "1", published: day(1), section: "news/politics" }),
    article({ id: "2", published: day(2), section: "english" }),
    article({ id: "3", published: day(3), section: "news", also: ["english"] }),
  ]);
  expect(ids(home.newest)).toEqual(["3", "2", "1"]);
  expect(home.sections.map(({ path, teasers }) => [path, ids(teasers)])).toEqual([
    ["news", ["3", "1"]],
    ["english", ["3", "2"]],
  ]);
});

test("sections stand in the order that the publisher wrote, which may name inner ones; unknown ones are passed over", async () => {
  const paths = ["english", "news/politics", "gone"].map((path) => sure(toSectionPath(path)));
  const home = await homeOf([article({ id: "1" }), article({ id: "2", section: "english" })], {
    ...SITE,
    home: paths,
  });
  expect(home.sections.map(({ path }) => path)).toEqual(["english", "news/politics"]);
});

test("of a large site it holds 30 articles and 8 of a section", async () => {
  const many = Array.from({ length: 60 }, (_, index) => article({ id: `a${index}` }));
  const home = await homeOf(many);
  expect(home.newest).toHaveLength(30);
  expect(home.sections.map(({ teasers }) => teasers.length)).toEqual([8]);
});

test("a section whose articles lie behind all of another has them, the oldest of the site among them", async () => {
  const older = ["1", "2"].map((id) => article({ id, section: "english", published: day(1) }));
  const newer = Array.from({ length: 9 }, (_, at) =>
    article({ id: `n${at}`, section: "news", published: day(2) }),
  );
  const home = await homeOf([...older, ...newer]);
  expect(home.sections.map(({ path, teasers }) => [path, teasers.length])).toEqual([
    ["news", 8],
    ["english", 2],
  ]);
});

test("the same articles in another order give the same bytes, which are read back as they were", async () => {
  const articles = [article({ id: "1" }), article({ id: "2", image: { url: "/a.jpg", width: 4 } })];
  const home = await homeOf(articles);
  const bytes = encodeHome(home);
  expect(encodeHome(await homeOf(articles.toReversed()))).toEqual(bytes);
  expect(decodeHome(bytes, "name")).toEqual(home);
  expect(() => decodeHome(bytes.slice(0, -2), "name")).toThrow("name");
});
