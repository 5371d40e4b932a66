import { expect, test } from "vitest";
import type { Entry } from "#model/entry.ts";
import { encodeBlock } from "#store/block.ts";
import { StoreFault } from "#store/fault.ts";
import { decodeFront, encodeFront } from "#store/front.ts";
import { encodePack } from "#store/pack.ts";
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

test("a front of an older release, a pack that lies oldest first, gives its articles newest first", () => {
  const [older, newer] = [madeArticle({ id: "a" }), madeArticle({ id: "b" })];
  expect(decodeFront(encodePack([older, newer]), "f")).toEqual([newer, older]);
});

test("contents are the front's own bytes, not copies", () => {
  const bytes = encodeFront([entry("a", "甘")]);
  const [only] = decodeFront(bytes, "f");
  expect(only).toHaveProperty("content.xml.buffer", bytes.buffer);
});

test("an excerpt that is the beginning of its content does not stand in a front twice", () => {
  const text = "浙江省宁波市和慈溪一线，是杭州湾与钱塘江水域的分界线。";
  const long = `&lt;p>${text}&lt;/p>${"字".repeat(1_000)}`;
  const one = { ...entry("a", long), excerpt: `${text}…` };
  const other = { ...entry("b", `${"字".repeat(900)}${text}`), excerpt: text };
  const bytes = encodeFront([one, other]);
  expect(new TextDecoder().decode(bytes).split(text)).toHaveLength(4);
  expect(decodeFront(bytes, "f")).toEqual([one, other]);
});

test("an excerpt of more than the content has is a fault", () => {
  const { content: _content, ...head } = entry("a", "");
  const record = JSON.stringify({ ...head, origins: [], excerpt: [0, 9] });
  const bytes = encodeBlock("FRNT", [encoder.encode(record), encoder.encode("短")]);
  expect(() => decodeFront(bytes, "f")).toThrow(StoreFault);
});

test("what is no front, or is damaged, is a fault", () => {
  expect(() => decodeFront(encodeBlock("ARCH", []), "f")).toThrow(StoreFault);
  const bytes = encodeFront([entry("a", "甘")]);
  expect(() => decodeFront(bytes.subarray(0, bytes.length - 1), "f")).toThrow("bytes long");
  const name = new TextDecoder("latin1").decode(bytes).indexOf('"origins"');
  bytes.set(encoder.encode('"Origins"'), name);
  expect(() => decodeFront(bytes, "f")).toThrow("no entry 0");
});
