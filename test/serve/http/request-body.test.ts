import { describe, expect, test } from "vitest";
import { bodyWithin } from "#serve/http/request-body.ts";

/** A request whose body comes in parts of these lengths, and says nothing of its own. */
function inParts(...lengths: readonly number[]): Request {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const length of lengths) controller.enqueue(new Uint8Array(length).fill(7));
      controller.close();
    },
  });
  return new Request("https://news.example.org/", { method: "POST", body });
}

describe("of a body of at most ten bytes is read", () => {
  test.each([
    ["nothing", [], 0],
    ["one part", [10], 10],
    ["several", [4, 3, 3], 10],
    ["no more than that", [11], undefined],
    ["no more than that of several", [4, 4, 4], undefined],
    ["no more than that of many", [9, 1, 1, 9, 9], undefined],
  ])("%s", async (_, lengths, read) => {
    expect((await bodyWithin(inParts(...lengths), 10))?.length).toBe(read);
  });
});

test("a body that says that it is longer is not begun", async () => {
  const request = new Request("https://news.example.org/", {
    method: "POST",
    headers: { "Content-Length": "11" },
    body: new Uint8Array(11),
  });
  expect(await bodyWithin(request, 10)).toBeUndefined();
});

test("a request without a body has no bytes", async () => {
  expect(await bodyWithin(new Request("https://news.example.org/"), 10)).toHaveLength(0);
});

test.each([
  ["10", 3],
  ["11", undefined],
])("what a body says of its length, %s, is believed before it is read", async (said, read) => {
  const headers = { "Content-Length": said };
  const { body } = inParts(3);
  // A runtime would write another length of its own.
  const request = { headers: new Headers(headers), body } as unknown as Request;
  expect((await bodyWithin(request, 10))?.length).toBe(read);
});
