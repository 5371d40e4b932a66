import { describe, expect, test } from "vitest";
import { comingMoments, isGone, isPublic } from "#publish/build/visible.ts";
import { madeArticle } from "../../store/made-articles.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const at = (published: string, more: Readonly<Record<string, unknown>> = {}) =>
  madeArticle({ id: "1", published, ...more });

describe("readers see an article", () => {
  test("from its very moment on", () => {
    const article = at("2026-11-23T12:00:00Z");
    expect([NOON - 1, NOON, NOON + 1].map((now) => isPublic(article, now))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("not before its embargo ends, and not before its date though the embargo has ended", () => {
    const later = { embargo: "2026-11-23T13:00:00Z" };
    const hour = 3_600_000;
    expect(isPublic(at("2026-11-23T11:00:00Z", later), NOON)).toBe(false);
    expect(isPublic(at("2026-11-23T11:00:00Z", later), NOON + hour)).toBe(true);
    const earlier = { embargo: "2026-11-23T10:00:00Z" };
    expect(isPublic(at("2026-11-23T13:00:00Z", earlier), NOON)).toBe(false);
    expect(isPublic(at("2026-11-23T11:00:00Z", earlier), NOON)).toBe(true);
  });

  test.each(["draft", "withdrawn"])("never while it is %s", (status) => {
    expect(isPublic(at("2020-01-01T00:00:00Z", { status }), NOON)).toBe(false);
  });
});

test("only what is withdrawn is gone, and only once readers may have seen it", () => {
  const withdrawn = { status: "withdrawn" };
  expect(isGone(at("2026-11-23T12:00:00Z", withdrawn), NOON)).toBe(true);
  expect(isGone(at("2026-11-23T12:00:01Z", withdrawn), NOON)).toBe(false);
  expect(isGone(at("2020-01-01T00:00:00Z", { status: "draft" }), NOON)).toBe(false);
  expect(isGone(at("2020-01-01T00:00:00Z"), NOON)).toBe(false);
});

test("moments to come are told to the second, the earliest first, each once, none too early", () => {
  const articles = [
    at("2026-11-24T00:00:00.500Z"),
    at("2026-11-23T12:00:00Z"),
    at("2026-11-23T12:00:01Z"),
    at("2026-11-23T12:00:01Z"),
    at("2026-11-23T11:00:00Z", { embargo: "2026-11-25T00:00:00Z" }),
    at("2026-11-26T00:00:00Z", { status: "draft" }),
    at("2026-11-26T00:00:00Z", { status: "withdrawn" }),
  ];
  expect(comingMoments(articles, NOON)).toEqual([
    "2026-11-23T12:00:01Z",
    "2026-11-24T00:00:01Z",
    "2026-11-25T00:00:00Z",
  ]);
});
