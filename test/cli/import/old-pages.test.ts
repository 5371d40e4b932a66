import { expect, test } from "vitest";
import { archivePages, ghostPages, wordPressPages } from "#cli/import/old-pages.ts";

const head = {
  title: "",
  description: "",
  link: "",
  lang: "",
  authors: new Map([
    ["Song Huaiyuan", "宋怀远"],
    ["ada", "Ada"],
  ]),
  paths: new Map(),
  sections: new Map(),
  categoryNumbers: new Map([
    ["2", "news"],
    ["3", "news/politics"],
    ["", "x"],
  ]),
  tags: new Map([
    ["rust-go", "Rust & Go"],
    ["rust", "Rust"],
    ["%e7%94%98%e5%ad%9c", "甘孜"],
  ]),
  authorNumbers: new Map([["1", "宋怀远"]]),
};

test("WordPress's numbers and names in URLs lead to sections, tags and authors; those alike by one pattern", () => {
  expect(Object.fromEntries(wordPressPages(head))).toEqual({
    "/?cat=2": "/sections/news",
    "/?cat=3": "/sections/news/politics",
    "/tag/rust-go/": "/tags/Rust%20%26%20Go",
    "/author/song-huaiyuan/": "/authors/%E5%AE%8B%E6%80%80%E8%BF%9C",
    "/?author=1": "/authors/%E5%AE%8B%E6%80%80%E8%BF%9C",
    "/tag/*": "/tags/*",
    "/?tag=*": "/tags/*",
    "/author/*": "/authors/*",
    "/?s=*": "/search?q=*",
  });
});

test("the archive of a month leads to the articles of that month, once, also in December", () => {
  expect(Object.fromEntries(archivePages(["2023-12", "2024-02", "2023-12"]))).toEqual({
    "/2023/12/": "/search?on=2023-12&sort=date",
    "/?m=202312": "/search?on=2023-12&sort=date",
    "/2023/": "/search?on=2023&sort=date",
    "/2024/02/": "/search?on=2024-02&sort=date",
    "/?m=202402": "/search?on=2024-02&sort=date",
    "/2024/": "/search?on=2024&sort=date",
  });
});

test("Ghost's first tags are sections, the others tags", () => {
  expect(Object.fromEntries(ghostPages(["news", "not a path/"]))).toEqual({
    "/tag/news/": "/sections/news",
    "/tag/*": "/tags/*",
    "/author/*": "/authors/*",
  });
});
