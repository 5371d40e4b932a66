import { expect, test } from "vitest";
import { unknownFieldNotices, unknownFields } from "#ingest/folder/unknown-fields.ts";
import { noticed, readFolder } from "../folder.ts";

const SITE =
  'title = "T"\nlang = "en"\nid_authority = "t.example,2026"\n[[sections]]\nslug = "news"\n';
const article = (id: string, more: string): string =>
  `---\nid: ${id}\ntitle: A\nsection: news\npublished: 2023-04-14\n${more}---\ntext\n`;

test.each([
  ["titel", "title"],
  ["pubished", "published"],
  ["sumary", "summary"],
  ["summmary", "summary"],
  ["udpated", "updated"],
  ["Tags", "tags"],
  ["kiker", "kicker"],
  ["sectoin", "section"],
  ["alias", "aliases"],
  ["atachments", "attachments"],
  ["coverage", undefined],
  ["date", "published"],
  ["categories", "section"],
  ["author", "authors"],
  ["description", "summary"],
  ["redirect_from", "aliases"],
  ["excerpt_separator", undefined],
  ["toc", undefined],
  ["math", undefined],
  ["weight", undefined],
  ["comments", undefined],
  ["x", undefined],
  ["标签", undefined],
])("of the field %s it is asked whether %s was meant", (field, meant) => {
  const [told] = unknownFieldNotices(
    unknownFields({ [field]: 1 }, () => ({ file: "a.md", line: 2 })),
  );
  expect(told?.place).toEqual({ file: "a.md", line: 2 });
  expect(told?.faults[0]).toMatchObject({
    field,
    what: "is not a field of an article, and is left out",
  });
  expect(told?.faults[0]?.fix).toBe(meant === undefined ? undefined : `did you mean ${meant}?`);
});

test("fields that are known, and those that tell who may read it in any spelling, are told nothing of", () => {
  const known =
    "id title section also published updated embargo status kicker summary lang authors source tags image " +
    "attachments url guid aliases sequence previous next translations license corrections format body excerpt precision " +
    "draft isDraft is_draft unlisted private visibility password publishDate expiryDate publish access 草稿";
  const fields = Object.fromEntries(known.split(" ").map((name) => [name, "x"]));
  expect(unknownFields(fields, () => ({}))).toEqual([]);
});

test("a field that many articles have is told once, where it stands first, with their number", () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [
      `a${10 + at}.md`,
      article(`a${at}`, at === 7 ? "toc: true\ntitel: B\n" : "toc: true\n"),
    ]),
  );
  const content = readFolder({ "site.toml": SITE, ...files });
  expect(content.articles).toHaveLength(12);
  expect(noticed(content)).toEqual([
    "a10.md:6: toc: is not a field of an article, and is left out, in 12 articles",
    "a17.md:7: titel: is not a field of an article, and is left out; did you mean title?",
  ]);
});

test("a draft of one's own without a date is a draft, and an article without one a fault", () => {
  const draft = article("1", "status: draft\n").replace("published: 2023-04-14\n", "");
  const plain = article("2", "").replace("published: 2023-04-14\n", "");
  const content = readFolder({
    "site.toml": SITE,
    "a.md": draft,
    "_drafts/c.md": plain.replace("id: 2", "id: 3"),
    "b.md": plain,
  });
  expect(Object.fromEntries(content.articles.map(({ id, status }) => [id, status]))).toEqual({
    1: "draft",
    3: "draft",
  });
  expect(content.rejections.map(({ place }) => place.file)).toEqual(["b.md"]);
});
