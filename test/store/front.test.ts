import { expect, test } from "vitest";
import type { Entry } from "../../src/model/entry.ts";
import { StoreFault } from "../../src/store/fault.ts";
import { decodeFront, encodeFront } from "../../src/store/front.ts";
import { encodePack } from "../../src/store/pack.ts";
import { madeArticle } from "./made-articles.ts";

const encoder = new TextEncoder();

function entry(id: string, xml: string, origins: readonly number[] = []): Entry {
  const { body: _body, format: _format, html: _html, ...head } = madeArticle({ id });
  return { ...head, content: { xml: encoder.encode(xml), origins } };
}

test("entries come back from a front as they were, in their order", () => {
  const entries = [entry("甲", '&lt;p>甘孜 &lt;a href="/b">', [19]), entry("b", "")];
  expect(decodeFront(encodeFront(entries), "f")).toEqual(entries);
  expect(decodeFront(encodeFront([]), "f")).toEqual([]);
});

test("contents are the front's own bytes, not copies", () => {
  const bytes = encodeFront([entry("a", "甘")]);
  expect(decodeFront(bytes, "f")[0]?.content.xml.buffer).toBe(bytes.buffer);
});

test("what is no front, or is damaged, is a fault", () => {
  expect(() => decodeFront(encodePack([madeArticle({ id: "a" })]), "f")).toThrow(StoreFault);
  const bytes = encodeFront([entry("a", "甘")]);
  expect(() => decodeFront(bytes.subarray(0, bytes.length - 1), "f")).toThrow("bytes long");
  const name = new TextDecoder("latin1").decode(bytes).indexOf('"origins"');
  bytes.set(encoder.encode('"Origins"'), name);
  expect(() => decodeFront(bytes, "f")).toThrow("no entry 0");
});
