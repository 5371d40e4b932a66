import { expect, test } from "vitest";
import { repairedFields } from "#ingest/source/repaired-fields.ts";

test("glosses count over all fields, and each repair says where in its own field it was", () => {
  const { fields, repairs } = repairedFields({
    id: "1",
    title: "發(fā)展_国产一区二区",
    summary: "經(jīng)濟",
    body: "學(xué)習(xí)\n產(chǎn)業\n建設(shè)\u0000",
  });
  expect(fields).toEqual({ id: "1", title: "發展", summary: "經濟", body: "學習\n產業\n建設" });
  expect(repairs.map(({ name, field, offset, line }) => [name, field, offset, line])).toEqual([
    ["pinyin-gloss", "title", 1, 1],
    ["pinyin-gloss", "summary", 1, 1],
    ["pinyin-gloss", "body", 1, 1],
    ["pinyin-gloss", "body", 7, 1],
    ["pinyin-gloss", "body", 13, 2],
    ["pinyin-gloss", "body", 23, 3],
    ["control", "body", 28, 3],
    ["title-spam", "title", 2, 1],
  ]);
});

test("undamaged fields stay as they are", () => {
  const fields = { title: "甲", body: "乙", tags: ["丙"] };
  expect(repairedFields(fields)).toEqual({ fields, repairs: [] });
});

test("a title that is nothing but spam stays for the publisher to see", () => {
  const title = "亚洲高清资源,日韩亚州,国产一区在线播放";
  expect(repairedFields({ title })).toEqual({ fields: { title }, repairs: [] });
});
