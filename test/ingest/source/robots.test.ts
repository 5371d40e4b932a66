import { expect, test } from "vitest";
import { readRobots } from "#ingest/source/robots.ts";
import { cpuNow } from "../../setup/cpu-time.ts";

test.each([
  ["User-agent: *\nDisallow: /private/", "/private/a", false],
  ["User-agent: *\nDisallow: /private/", "/public/a", true],
  ["User-agent: *\nDisallow: /\nUser-agent: Broadsheet\nDisallow:", "/a", true],
  ["User-agent: other\nUser-agent: broadsheet # us\nDisallow: /a", "/a", false],
  ["User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true],
  ["User-agent: *\nDisallow: /*.php$", "/x/y.php", false],
  ["User-agent: *\nDisallow: /*.php$", "/x/y.php?a=1", true],
  ["User-agent: *\r\nDisallow: /a?x=", "/a?x=1", false],
  ["", "/a", true],
  ["<html>not found</html>", "/a", true],
])("%j allows %s: %s", (text, path, expected) => {
  expect(readRobots(text, "broadsheet").allows(path)).toBe(expected);
});

test("a pause that it asks for is told", () => {
  expect(readRobots("User-agent: *\nCrawl-delay: 2.5", "broadsheet").delaySeconds).toBe(2.5);
});

test("a hostile one costs little", () => {
  const start = cpuNow();
  const text = `User-agent: *\n${`Disallow: /${"*a".repeat(40)}$\n`.repeat(5_000)}`;
  readRobots(text, "broadsheet").allows(`/${"a".repeat(2_000)}b`);
  expect(cpuNow() - start).toBeLessThan(1_000);
});
