import { expect, test } from "vitest";
import { archiveFolder, articlePath, sectionFolder, tagUri } from "#model/address.ts";
import { toArticleId, toSectionPath } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";

function sure<T>(value: T): Exclude<T, { kind: "rejection" }> {
  if (isRejection(value)) throw new TypeError(JSON.stringify(value));
  // A rejection was just ruled out.
  return value as Exclude<T, { kind: "rejection" }>;
}

test("an article's path holds its id, percent-encoded where it is not ASCII", () => {
  expect(articlePath(sure(toArticleId("87613")))).toBe("/articles/87613");
  expect(articlePath(sure(toArticleId("甘孜-2023")))).toBe("/articles/%E7%94%98%E5%AD%9C-2023");
});

test("a tag URI is made of the authority and the id alone, percent-encoded", () => {
  const authority = { idAuthority: "example.org,2026" };
  expect(tagUri(sure(toArticleId("87613")), authority)).toBe("tag:example.org,2026:87613");
  expect(tagUri(sure(toArticleId("甲")), authority)).toBe("tag:example.org,2026:%E7%94%B2");
});

test("a section's folder keeps the slashes between slugs, and the site's is empty", () => {
  expect(sectionFolder(sure(toSectionPath("news/politics")))).toBe("/sections/news/politics");
  expect(sectionFolder(sure(toSectionPath("新闻/a")))).toBe("/sections/%E6%96%B0%E9%97%BB/a");
  expect(sectionFolder("")).toBe("");
});

test("an archive document lies in a folder of its section, or of the site", () => {
  expect(archiveFolder("", "甘~3fK9a_Qz1b")).toBe("/archive/%E7%94%98~3fK9a_Qz1b");
  expect(archiveFolder(sure(toSectionPath("news")), "1~3fK9a_Qz1b")).toBe(
    "/sections/news/archive/1~3fK9a_Qz1b",
  );
});
