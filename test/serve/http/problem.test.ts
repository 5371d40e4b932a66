import { expect, test } from "vitest";
import { FaultyBodyProblem, isProblemName, Problem, PROBLEMS } from "#serve/http/problem.ts";

/** What programs go by, which no change of words may change: names by status. */
const NAMES: Readonly<Record<number, readonly string[]>> = {
  400: ["bad-body", "bad-parameter", "bad-path"],
  401: ["unauthorized"],
  404: [
    "archive-not-found",
    "article-not-found",
    "index-too-large",
    "media-not-found",
    "page-not-found",
    "release-not-found",
    "section-not-found",
    "topic-not-found",
  ],
  405: ["method-not-allowed"],
  409: [
    "article-purged",
    "fold-needed",
    "limit-reached",
    "lost-addresses",
    "mass-loss",
    "reappearing-articles",
    "rollback-refused",
    "site-too-large",
  ],
  410: ["archive-superseded", "article-withdrawn", "log-too-short", "section-gone"],
  412: ["precondition-failed"],
  413: ["content-too-large"],
  415: ["unsupported-media-type"],
  416: ["range-not-satisfiable"],
  422: ["idempotency-key-reused", "invalid-article", "invalid-media"],
  429: ["too-many-requests"],
  500: ["internal-error"],
  501: ["press-missing"],
  503: ["index-outdated", "nothing-published", "press-busy", "store-down"],
};

test("a problem has the status that HTTP gives it", () => {
  const told = Map.groupBy(Object.entries(PROBLEMS), ([, { status }]) => status);
  const names = Array.from(told, ([status, all]) => [status, all.map(([name]) => name).toSorted()]);
  expect(Object.fromEntries(names)).toEqual(NAMES);
});

test.each([
  ["bad-path", true],
  ["mass-loss", true],
  ["bad-Path", false],
  ["", false],
  ["constructor", false],
  ["toString", false],
])("%j names a problem: %s", (name, isOne) => {
  expect(isProblemName(name)).toBe(isOne);
});

test("an error knows which problem it is, and keeps what led to it", () => {
  const cause = new TypeError("torn");
  const problem = new Problem("bad-path", "渡", { Allow: "GET" }, { cause });
  expect(problem).toMatchObject({ problem: "bad-path", message: "渡", headers: { Allow: "GET" } });
  expect(problem.cause).toBe(cause);
  expect(new Problem("bad-path", "渡").headers).toEqual({});
  expect(FaultyBodyProblem.prototype).toBeInstanceOf(Problem);
});
