import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashedLines, utf8Lines } from "#cli/folder/utf8-lines.ts";
import type { Rejection } from "#model/rejection.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-lines-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function linesOf(bytes: Uint8Array) {
  const path = join(folder, "a.jsonl");
  writeFileSync(path, bytes);
  const rejections: Rejection[] = [];
  return { lines: [...utf8Lines(path, "a.jsonl", rejections)], rejections };
}

test("UTF-8 is decoded without its byte order mark", () => {
  const bytes = Buffer.from('\uFEFF{"id":"一"}\n');
  expect(linesOf(bytes)).toEqual({ lines: ['{"id":"一"}', ""], rejections: [] });
  expect(linesOf(new Uint8Array())).toEqual({ lines: [""], rejections: [] });
});

test("lines are whole, wherever what is read at once ends", () => {
  const lines = Array.from(
    { length: 40 },
    (_, index) => `${index} ${"浙江𠀀".repeat(index * 997)}`,
  );
  expect(linesOf(Buffer.from(lines.join("\n")))).toEqual({ lines, rejections: [] });
  const long = "𠀀".repeat(900_000);
  expect(linesOf(Buffer.from(`a\n${long}\nb`)).lines).toEqual(["a", long, "b"]);
});

test("a line that is not UTF-8 is rejected by its number, and the other lines keep theirs", () => {
  // 浙江 in GBK, as an old system writes it.
  const bytes = Buffer.concat([
    Buffer.from('{"id":"1"}\r\n{"title":"'),
    Buffer.from([0xd5, 0xe3, 0xbd, 0xad]),
    Buffer.from('"}\n{"id":"三"}'),
  ]);
  const fault = { what: "is not UTF-8", fix: "save the file as UTF-8" };
  expect(linesOf(bytes)).toEqual({
    lines: ['{"id":"1"}\r', "", '{"id":"三"}'],
    rejections: [{ kind: "rejection", place: { file: "a.jsonl", line: 2 }, faults: [fault] }],
  });
});

test("lines that are read late have the same texts, at once and again, and one hash for one text", () => {
  const path = join(folder, "a.jsonl");
  const texts = ["甲", "", "乙".repeat(200_000), "甲", "\uFEFF丙", ""];
  writeFileSync(path, texts.join("\n"));
  const rejections: Rejection[] = [];
  const seen = Array.from(hashedLines(path, "a.jsonl", rejections), (line) => ({
    line,
    atOnce: line.text(),
  }));
  const right = texts.map((text) => text.replace("\uFEFF", ""));
  expect(seen.map(({ atOnce }) => atOnce)).toEqual(right);
  expect(seen.map(({ line }) => line.text())).toEqual(right);
  const hashes = seen.map(({ line }) => line.hash);
  expect(hashes[0]).toBe(hashes[3]);
  expect(new Set(hashes).size).toBe(4);
  expect(rejections).toEqual([]);
});

test("a line that is not UTF-8 is told where it is read", () => {
  const path = join(folder, "a.jsonl");
  writeFileSync(path, Buffer.from([0x61, 0x0a, 0xd5, 0xe3, 0x0a, 0x62]));
  const rejections: Rejection[] = [];
  const texts = Array.from(hashedLines(path, "a.jsonl", rejections), (line) => line.text());
  expect(texts).toEqual(["a", "", "b"]);
  expect(rejections).toMatchObject([{ place: { file: "a.jsonl", line: 2 } }]);
});

test("a line that is another by the time it is read again is no line of the file", () => {
  const path = join(folder, "a.jsonl");
  writeFileSync(path, "one\ntwo\n");
  const [, second] = hashedLines(path, "a.jsonl", []);
  writeFileSync(path, "one\nTWO\n");
  expect(() => second?.text()).toThrow("a.jsonl:2 was changed while it was read; publish again");
});
