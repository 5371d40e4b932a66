import { expect, test } from "vitest";
import { frontDate } from "#ingest/generator/front-date.ts";
import { frontFields } from "#ingest/generator/generator-fields.ts";
import { sitePath } from "#ingest/generator/site-path.ts";

const dated = (file: string, front: Readonly<Record<string, unknown>> = {}) =>
  frontDate(frontFields(front), sitePath(file));

test.each<[string, Readonly<Record<string, unknown>>, string | undefined, string | undefined]>([
  ["a.md", { date: "2023-04-14" }, "2023-04-14", "front matter"],
  ["a.md", { Date: "2023-04-14 08:05" }, "2023-04-14T08:05:00", "front matter"],
  ["a.md", { pub_date: "2023-04-14" }, "2023-04-14", "front matter"],
  ["a.md", { publishedAt: "2023-04-14T08:00:00Z" }, "2023-04-14T08:00:00Z", "front matter"],
  ["a.md", { "date-published": "2023-04-14" }, "2023-04-14", "front matter"],
  ["a.md", { created_at: "Apr 14, 2023" }, "2023-04-14", "front matter"],
  ["a.md", { 日期: "2023年4月14日" }, "2023-04-14", "front matter"],
  ["a.md", { extra: { date: "2023-04-14" } }, "2023-04-14", "front matter"],
  ["a.md", { params: { pubDate: "2023-04-14" } }, "2023-04-14", "front matter"],
  ["a.md", { published: "true", date: "2023-04-14" }, "2023-04-14", "front matter"],
  ["2023-04-15.md", {}, "2023-04-15", "file name"],
  ["2023-04-15-hello.md", {}, "2023-04-15", "file name"],
  ["2023_4_5_hello.md", {}, "2023-04-05", "file name"],
  ["20230415-hello.md", {}, "2023-04-15", "file name"],
  ["2023.04.15 hello.md", {}, "2023-04-15", "file name"],
  ["posts/2023-04-15-hello/index.md", {}, "2023-04-15", "file name"],
  ["posts/2023/04/14/x.md", {}, "2023-04-14", "folder names"],
  ["posts/2023/04-14/x.md", {}, "2023-04-14", "folder names"],
  ["posts/2023/4/4/x/index.md", {}, "2023-04-04", "folder names"],
  ["a.md", { path: "2016/05/13/rust" }, "2016-05-13", "address"],
  ["a.md", { url: "/2016-05-13-rust/" }, "2016-05-13", "address"],
  ["a.md", { permalink: "https://a.example/blog/2016/05/13/x.html" }, "2016-05-13", "address"],
  ["a.md", { aliases: ["/old", "/2016/05/13/x"] }, "2016-05-13", "address"],
  ["2023-04-14-a.md", { date: "2023-04-14 09:30" }, "2023-04-14T09:30:00", "front matter"],
  ["2023-04-14-a.md", { date: "some day" }, "2023-04-14", "file name"],
  ["a.md", { date: "some day" }, "some day", undefined],
  ["a.md", {}, undefined, undefined],
  ["2023-hello.md", {}, undefined, undefined],
  ["2023-13-45-x.md", {}, undefined, undefined],
  ["v1.2.md", {}, undefined, undefined],
  ["1234/56/78/x.md", {}, undefined, undefined],
  ["20-questions.md", {}, undefined, undefined],
])("the date of %s with %j is %s, of its %s", (file, front, date, source) => {
  expect([dated(file, front).published, dated(file, front).source]).toEqual([date, source]);
});

test("of dates that agree on the day the most precise is taken, and a disagreement is told", () => {
  const agreeing = dated("2023-04-14-a.md", { date: "2023-04-14", path: "2023/04/14/a" });
  expect(agreeing.notices).toEqual([]);
  const other = dated("2023-04-15-a.md", { date: "2023-04-14" });
  expect(other).toMatchObject({ published: "2023-04-14", source: "front matter" });
  expect(other.notices).toMatchObject([{ field: "published" }]);
});

test("what is known otherwise counts only where nothing else tells", () => {
  const git = { date: "2020-01-01T00:00:00Z", source: "git" };
  const path = sitePath("a.md");
  expect(frontDate(frontFields({}), path, { given: git })).toMatchObject({
    published: git.date,
    source: "git",
  });
  expect(frontDate(frontFields({ date: "2023-04-14" }), path, { given: git })).toEqual({
    published: "2023-04-14",
    source: "front matter",
    notices: [],
  });
});

test.each([
  ["posts/2023/04/14/x.md", ["posts"]],
  ["posts/2023/x.md", ["posts"]],
  ["news/2023-04/a.md", ["news"]],
  ["content/2023/ferries/a.md", ["ferries"]],
  ["top-10/a.md", ["top-10"]],
  ["1984/a.md", []],
])("the folders of %s that mean something are %j", (file, folders) => {
  expect(sitePath(file).folders).toEqual(folders);
});

test.each([
  ["2023-04-14 08:05 CST", "Asia/Shanghai", "2023-04-14T08:05:00+08:00"],
  ["2023-04-14 08:05:09 cst", "Asia/Taipei", "2023-04-14T08:05:09+08:00"],
  ["Fri Apr 14 08:05:09 CST 2023", "Asia/Shanghai", "2023-04-14T08:05:09+08:00"],
  ["Fri, 14 Apr 2023 08:05:00 CST", "Asia/Hong_Kong", "2023-04-14T08:05:00+08:00"],
  ["2023-04-14 08:05 (CST)", "Asia/Shanghai", "2023-04-14T08:05:00+08:00"],
  ["2023-04-14 08:05 CST", "America/Chicago", "2023-04-14T08:05:00-06:00"],
  ["2023-04-14 08:05 CST", "UTC", "2023-04-14T08:05:00-06:00"],
  ["2023-04-14 08:05 CST", undefined, "2023-04-14T08:05:00-06:00"],
  ["2023-04-14 08:05 CEST", "Asia/Shanghai", "2023-04-14T08:05:00+02:00"],
  ["2023-04-14 08:05 EST", "Asia/Shanghai", "2023-04-14T08:05:00-05:00"],
])("%s of a site in %s is %s", (date, timeZone, published) => {
  const options = timeZone === undefined ? {} : { timeZone };
  expect(frontDate(frontFields({ date }), sitePath("a.md"), options).published).toBe(published);
});
