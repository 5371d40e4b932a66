import { expect, test } from "vitest";
import { readJsonLines } from "#ingest/folder/json-lines.ts";
import { withToldStatus } from "#ingest/folder/own-status.ts";
import { article, readFolder, SITE } from "../folder.ts";

const now = Date.parse("2026-06-01T00:00:00Z");

/** What becomes of an article by these fields, in a file of that path. */
function statusOf(fields: Readonly<Record<string, unknown>>, path = "news/a.md"): string {
  const { fields: told, hidings } = withToldStatus(fields, path, { now });
  const { status } = told as { readonly status: string };
  return hidings.some(({ isDoubt }) => isDoubt) ? `${status}?` : status;
}

test.each<[Readonly<Record<string, unknown>>, string]>([
  [{}, "published"],
  [{ status: "published" }, "published"],
  [{ status: "Published" }, "published"],
  [{ status: "publish" }, "published"],
  [{ status: "" }, "published"],
  [{ status: null }, "published"],
  [{ status: "withdrawn" }, "withdrawn"],
  [{ status: "Withdrawn", draft: true }, "withdrawn"],
  [{ status: "DRAFT" }, "draft"],
  [{ status: "private" }, "draft"],
  [{ status: "published", draft: "yes" }, "draft"],
  [{ draft: true }, "draft"],
  [{ draft: "on" }, "draft"],
  [{ draft: "no" }, "published"],
  [{ is_draft: 1 }, "draft"],
  [{ unlisted: true }, "draft"],
  [{ password: "x" }, "draft"],
  [{ password: "" }, "published"],
  [{ expiryDate: "2024-01-01" }, "draft"],
  [{ expiryDate: "2099-01-01" }, "published"],
  [{ published: "2023-04-14" }, "published"],
  [{ visibility: "members" }, "draft?"],
  [{ status: "evergreen" }, "draft?"],
  [{ draft: "perhaps" }, "draft?"],
  [{ hidden_gem: true, tags: ["draft"] }, "published"],
])("an article of ours with %j is %s", (fields, status) => {
  expect(statusOf(fields)).toBe(status);
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ["drafts/a.md", {}, "draft"],
  ["news/_drafts/a.md", {}, "draft"],
  ["drafts/a.md", { status: "published" }, "published"],
  ["drafts/a.md", { section: "drafts" }, "published"],
  ["news/draughts.md", {}, "published"],
])("%s with %j is %s", (path, fields, status) => {
  expect(statusOf(fields, path)).toBe(status);
});

test("a moment of publication to come holds an article back, an embargo of its own first", () => {
  expect(withToldStatus({ publishDate: "2099-01-01" }, "").fields).toMatchObject({
    status: "published",
    embargo: "2099-01-01",
  });
  const both = { publishDate: "2099-01-01", embargo: "2098-01-01" };
  expect(withToldStatus(both, "").fields).toMatchObject({ embargo: "2098-01-01" });
});

test("content folders and JSON Lines go by the same table, and name what is in doubt", () => {
  const folder = readFolder({
    "site.toml": SITE,
    "news/a.md": article("a", "draft: True\n"),
    "news/b.md": article("b", "visibility: members\n"),
    "news/c.md": article("c"),
  });
  const lines = ["draft", "visibility", "title"].map((field, index) => {
    const id = "abc"[index];
    const fields = { id, title: "t", section: "news", published: "2023-04-14", body: "text" };
    return JSON.stringify({ ...fields, [field]: field === "draft" ? "True" : "members" });
  });
  for (const content of [folder, readJsonLines(lines.join("\n"), { file: "a.jsonl" })]) {
    expect(content.articles.map(({ id, status }) => `${id} ${status}`)).toEqual([
      "a draft",
      "b draft",
      "c published",
    ]);
    expect(content.doubts).toMatchObject([
      { article: "b", hiding: { field: "visibility", value: "members", isDoubt: true } },
    ]);
  }
});
