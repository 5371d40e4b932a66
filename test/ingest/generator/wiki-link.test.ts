import { expect, test } from "vitest";
import { expandTags } from "#ingest/generator/template-tags.ts";

const FILES: Readonly<Record<string, string>> = {
  "The harbour": "../notes/The%20harbour.md",
  港口: "%E6%B8%AF%E5%8F%A3.md",
  "notes/old": "old.md",
};
const find = (name: string): string | undefined => FILES[name];

test.each([
  ["see [[The harbour]].", "see [The harbour](../notes/The%20harbour.md)."],
  ["见[[港口]]。", "见[港口](%E6%B8%AF%E5%8F%A3.md)。"],
  ["见[[港口|老港]]。", "见[老港](%E6%B8%AF%E5%8F%A3.md)。"],
  ["[[notes/old|then]]", "[then](old.md)"],
  [
    "[[The harbour#The old quay]]",
    "[The harbour › The old quay](../notes/The%20harbour.md#the-old-quay)",
  ],
  ["[[#Below]]", "[Below](#below)"],
  ["[[港口#^a1b2]]", "[港口 › ^a1b2](%E6%B8%AF%E5%8F%A3.md)"],
  ["| [[港口\\|老港]] |", "| [老港](%E6%B8%AF%E5%8F%A3.md) |"],
  ["![[quay.png]]", "![](quay.png)"],
  ["![[quay.png|300]]", "![](quay.png)"],
  ["![[quay.png|the quay]]", "![the quay](quay.png)"],
  ["![[old quay.jpg|300x200]]", "![](<old quay.jpg>)"],
  ["![[The harbour]]", "[The harbour](../notes/The%20harbour.md)"],
])("%s becomes %s", (written, expected) => {
  const { text, unknown } = expandTags(written, { find });
  expect(text).toBe(expected);
  expect(unknown).toEqual([]);
});

test.each([
  "`[[The harbour]]`",
  "```sh\nif [[ -f x ]]; then\n```",
  "if [[ -f x ]]; then",
  "[[1]](https://own.example/)",
  "[[The harbour]][ref]",
  "[one] [two]",
  "a[[0]",
])("%s stays", (written) => {
  expect(expandTags(written, { find })).toEqual({ text: written, unknown: [] });
});

test.each(["[[No such note]]", "见[[不存在]]。", "![[No such note]]", "[[No such note|words]]"])(
  "%s stays and is named",
  (written) => {
    const { text, unknown } = expandTags(written, { find });
    expect(text).toBe(written);
    expect(unknown).toHaveLength(1);
  },
);
