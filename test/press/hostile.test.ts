import { beforeAll, expect, inject, test } from "vitest";
import { admin, ask, newSite, sent, TOKEN } from "./live-site.ts";

beforeAll(() => newSite(3));

const Authorization = `Bearer ${TOKEN}`;

test("no wrong method on any path of the admin API is a fault of ours", async () => {
  const paths = [
    "articles/a",
    "articles",
    "media",
    "rollback",
    "releases",
    "none",
    "articles/a/b",
    "",
    "purge",
  ];
  for (const path of paths)
    for (const method of ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "PROPFIND", "OPTIONS"]) {
      const { status } = await ask(`/admin/${path}`, { method, headers: { Authorization } });
      expect([path, method, status < 500]).toEqual([path, method, true]);
    }
});

test("a body that is too large is refused, by what it says and by what it is", async () => {
  const large = new Uint8Array(10 * 1024 * 1024 + 1);
  for (const [method, path] of [
    ["PUT", "articles/a"],
    ["POST", "articles"],
    ["POST", "media"],
  ] as const)
    expect((await admin(method, path, large)).status).toBe(413);
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
  });
  const endless = await ask("/admin/media", {
    method: "POST",
    headers: { Authorization },
    body: stream,
  });
  expect(endless.status).toBe(413);
  const many = Array.from({ length: 1_001 }, (_, index) => ({ id: `a${index}`, withdrawn: true }));
  expect((await admin("POST", "articles", many)).status).toBe(413);
  const long = await admin("PUT", "articles/a", sent({ content_html: "x".repeat(2_000_001) }));
  expect(long.status).toBe(422);
});

test("hostile ids, fields and headers are refused or kept as they are, never with a fault of ours", async () => {
  const ids = [
    "%00",
    "%FF",
    "..",
    "%2e%2e",
    "a%2Fb",
    "__proto__",
    "constructor",
    "%E6%B2%B3",
    "a".repeat(300),
    "a%0d%0aX: y",
    "a.json",
    "%F0%9F%8E%89",
  ];
  for (const id of ids)
    for (const method of ["GET", "PUT", "DELETE"]) {
      const { status } = await admin(
        method,
        `articles/${id}`,
        method === "PUT" ? sent() : undefined,
      );
      expect([id, method, status < 500]).toEqual([id, method, true]);
    }
  const values = [
    "",
    null,
    0,
    -1,
    1e308,
    true,
    [],
    {},
    [[]],
    "\u0000",
    "\ud800",
    "x".repeat(100_000),
  ];
  for (const field of [
    "title",
    "section",
    "published",
    "content_html",
    "content_text",
    "tags",
    "image",
    "aliases",
    "lang",
    "url",
    "guid",
    "embargo",
    "corrections",
    "status",
    "translations",
    "sequence",
    "__proto__",
    "authors",
    "previous",
  ])
    for (const value of values) {
      const { status } = await admin(
        "PUT",
        "articles/odd",
        sent({ [field]: value, status: "draft" }),
        { headers: { Prefer: "respond-async" } },
      );
      expect([field, value, status < 500]).toEqual([field, value, true]);
    }
  for (const [name, value] of [
    ["If-Match", '"'.repeat(9_000)],
    ["If-None-Match", ",,,"],
    ["Content-Type", "application/json; charset=\u00ff"],
    ["Prefer", "respond-async;".repeat(999)],
    ["Idempotency-Key", "x".repeat(999)],
    ["Content-Type", "multipart/form-data"],
  ] as const) {
    const { status } = await admin("PUT", "articles/odd", sent({ status: "draft" }), {
      headers: { [name]: value },
    });
    expect([name, status < 500]).toEqual([name, true]);
  }
  expect(({} as Record<string, unknown>)["title"]).toBeUndefined();
});

test.skipIf(inject("naughty") === null)(
  "naughty texts as title and text are published, and every feed stays whole",
  async () => {
    const naughty = (JSON.parse(inject("naughty") ?? "[]") as string[])
      .filter((text) => text.trim() !== "")
      .slice(0, 400);
    const batch = naughty.map((text, index) =>
      sent({
        id: `n${index}`,
        title: `${index} ${text}`.slice(0, 900),
        content_html: text,
        tags: [text.slice(0, 60)],
      }),
    );
    const answer = await admin("POST", "articles", batch);
    const wrong = new Set(
      ((answer.json["errors"] ?? []) as { index: number }[]).map(({ index }) => index),
    );
    expect(answer.status).toBeLessThan(500);
    const right = batch.filter((_, index) => !wrong.has(index));
    expect((await admin("POST", "articles", right)).status).toBe(200);
    for (const path of ["/feed.xml", "/atom.xml", "/feed.json", "/", "/api/articles"]) {
      const feed = await ask(path);
      expect([path, feed.status]).toEqual([path, 200]);
      expect(feed.text).not.toMatch(
        /<script>alert|onerror=|javascript:alert/i.test(path) ? /never/ : /<img[^>]+onerror/i,
      );
    }
  },
);
