import { expect, test } from "vitest";
import { mediaToKeep, mediaUsed } from "#publish/build/media-use.ts";
import { readyArticle } from "#publish/build/ready-article.ts";
import { madeArticle, madeSite } from "../../store/made-articles.ts";

const A = "AAAAAAAAAAAAAAAAAAAA.jpg";
const B = "BBBBBBBBBBBBBBBBBBBB.png";
const MIB = 1024 * 1024;

function file(name: string, length = 3) {
  return { path: `media/${name}`, name, bytes: new Uint8Array(length) };
}

test("the files that bodies and the site's settings name are used, each once, sorted", async () => {
  const articles = await Promise.all(
    [
      `<img src="https://own.broadsheet.invalid/media/${B}">`,
      `<img src="https://own.broadsheet.invalid/media/${A}"> again /media/${A}`,
      '<img src="https://own.broadsheet.invalid/media/cat.jpg">',
    ].map((body, id) => readyArticle(madeArticle({ id, body }))),
  );
  expect(mediaUsed(articles, madeSite())).toEqual([A, B]);
  expect(mediaUsed([], madeSite(`/media/${B}`))).toEqual([B]);
  expect(mediaUsed([], madeSite())).toEqual([]);
});

test("what is used is kept, of files of one name one", () => {
  const { kept, notices } = mediaToKeep([file(A), file(B), file(A)], new Set([A]));
  expect(kept.map(({ name }) => name)).toEqual([A]);
  expect(notices).toEqual([]);
});

test("a file of 25 MiB is kept, a larger one is left out and named with its size", () => {
  const used = new Set([A, B]);
  expect(mediaToKeep([file(A, 25 * MIB)], used).kept).toHaveLength(1);
  const { kept, notices } = mediaToKeep([file(A, 25 * MIB + 1), file(B)], used);
  expect(kept.map(({ name }) => name)).toEqual([B]);
  expect(notices).toMatchObject([
    { file: expect.any(String), what: expect.stringMatching(/^is 26 MiB/) },
  ]);
  // Nobody is told of a large file that no article uses.
  expect(mediaToKeep([file(A, 26 * MIB)], new Set()).notices).toEqual([]);
});
