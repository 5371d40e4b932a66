import { expect, test } from "vitest";
import { movedTo } from "#serve/http/redirect.ts";

test("a move is for good, kept for a day, and says where to in words too", async () => {
  const moved = movedTo("https://example.org/paper", "/articles/%E7%94%98");
  expect(moved.status).toBe(301);
  expect(Object.fromEntries(moved.headers)).toEqual({
    location: "https://example.org/paper/articles/%E7%94%98",
    "cache-control": "public, max-age=86400",
    "content-type": "text/plain; charset=utf-8",
  });
  expect(await moved.text()).toBe(
    "This lives at https://example.org/paper/articles/%E7%94%98 now.\n",
  );
});
