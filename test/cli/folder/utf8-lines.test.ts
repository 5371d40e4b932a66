import { expect, test } from "vitest";
import { textFromUtf8 } from "#cli/folder/utf8-lines.ts";

test("UTF-8 is decoded without its byte order mark", () => {
  const bytes = Buffer.from('\uFEFF{"id":"一"}\n');
  expect(textFromUtf8(bytes, "a.jsonl")).toEqual({ text: '{"id":"一"}\n', rejections: [] });
});

test("a line that is not UTF-8 is rejected by its number, and the other lines keep theirs", () => {
  // 浙江 in GBK, as an old system writes it.
  const bytes = Buffer.concat([
    Buffer.from('{"id":"1"}\r\n{"title":"'),
    Buffer.from([0xd5, 0xe3, 0xbd, 0xad]),
    Buffer.from('"}\n{"id":"三"}'),
  ]);
  const fault = { what: "is not UTF-8", fix: "save the file as UTF-8" };
  expect(textFromUtf8(bytes, "a.jsonl")).toEqual({
    text: '{"id":"1"}\r\n\n{"id":"三"}',
    rejections: [{ kind: "rejection", place: { file: "a.jsonl", line: 2 }, faults: [fault] }],
  });
});
