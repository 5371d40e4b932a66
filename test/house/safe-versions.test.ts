import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./house-files.ts";

/** The lowest version of each package that no advisory known to us touches, and the last that did. A new advisory is a line here, before the update. */
const SAFE: Readonly<Record<string, readonly [least: string, why: string]>> = {
  hono: ["4.13.5", "GHSA-crvj-82cr-hjcx: query parameters behind a #"],
  htmlparser2: ["10.0.0", "none known; older ones are not looked after"],
  miniflare: ["4.20240718.0", "none known; the very one that wrangler runs"],
  minisearch: ["7.0.0", "none known; the format of its index is that of 7"],
  linkedom: ["0.18.0", "none known"],
  "markdown-it": ["14.1.1", "CVE-2026-2327: a regular expression that takes for ever"],
  yaml: ["2.2.2", "CVE-2023-2251: a document that throws"],
  "smol-toml": ["1.3.1", "GHSA-pqhp-25j4-6hq9: nesting that overflows"],
  "@mozilla/readability": ["0.6.0", "CVE-2025-2792: a regular expression that takes for ever"],
  commander: ["12.0.0", "none known"],
  "css-select": ["5.0.0", "none known; older ones bring nth-check 1, GHSA-rp65-9cf3-cjxr"],
  "markdown-it-anchor": ["9.0.0", "none known"],
  "markdown-it-container": ["4.0.0", "none known"],
  "markdown-it-footnote": ["4.0.0", "none known"],
  "pinyin-pro": ["3.20.0", "none known"],
  wrangler: ["4.59.1", "CVE-2026-0933: a commit's name is run by a shell"],
  "sanitize-html": ["2.12.1", "CVE-2024-21501: which files there are"],
  esbuild: ["0.25.0", "GHSA-67mh-4wv8-2f99: any page reads the development server"],
  undici: ["7.5.0", "GHSA-cxrh-j4jr-qwg3: a leak by bad certificates"],
  ws: ["8.17.1", "CVE-2024-37890: many headers"],
};

type Locked = { readonly version?: string };

const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

const installed = Object.entries(lock.packages).flatMap(([path, { version }]) => {
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  return version === undefined || path === "" ? [] : [{ name, version }];
});

/** Whether `version` comes before `least`: numbers compared part by part. */
function isBefore(version: string, least: string): boolean {
  const parts = (text: string): readonly number[] => text.split(/[.+-]/).slice(0, 3).map(Number);
  const [ours, theirs] = [parts(version), parts(least)];
  const place = ours.findIndex((part, index) => part !== theirs[index]);
  return place !== -1 && ours[place]! < theirs[place]!;
}

test("no package that is installed, by us or by others, is older than its lowest safe version", () => {
  const unsafe = installed.filter(({ name, version }) => {
    const safe = SAFE[name];
    return safe !== undefined && isBefore(version, safe[0]);
  });
  expect(unsafe).toEqual([]);
});

test("the table names packages that are installed, every one that the Worker runs among them", () => {
  const names = new Set(installed.map(({ name }) => name));
  expect(Object.keys(SAFE).filter((name) => !names.has(name))).toEqual([]);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  expect(Object.keys(dependencies).filter((name) => !(name in SAFE))).toEqual([]);
});

test("versions are compared as numbers", () => {
  expect(isBefore("4.9.0", "4.13.5")).toBe(true);
  expect(isBefore("4.13.5", "4.13.5")).toBe(false);
  expect(isBefore("10.0.0", "9.9.9")).toBe(false);
});
