import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile } from "#cli/import/import-files.ts";
import { openJob } from "#cli/import/import-sources.ts";
import { PORTAL_RULES } from "#ingest/page/portal-rules.ts";
import { cpuNow } from "../setup/cpu-time.ts";
import { peakMemory, startBroadsheet } from "./command.ts";
import { filesBelow, sharedPath } from "../setup/shared-data.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "broadsheet-corpus-"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

function jobFor(to: string) {
  return openJob(join(root, to), [to], {
    to,
    rules: PORTAL_RULES,
    section: "news",
    repair: true,
    maxVisits: 0,
    progress: () => undefined,
    known: undefined,
  });
}

/** Imports files one by one, and gives those that took over a second of CPU, and those of which nothing was said at all. */
async function outcomes(paths: readonly string[], to: string) {
  const job = await jobFor(to);
  const slow: string[] = [];
  const silent: string[] = [];
  for (const path of paths) {
    const [start, before] = [cpuNow(), job.intake.received];
    const { parts, pages } = await importFile(path, path, job);
    if (cpuNow() - start > 1_000) slow.push(path);
    if (job.intake.received === before && parts.length + pages.length === 0) silent.push(path);
  }
  await job.intake.log.end();
  return { slow, silent, articles: job.intake.counts.new, rejections: job.intake.log.rejections };
}

const feeds = sharedPath("data/hostile/feedvalidator");
const json = sharedPath("data/hostile/jsontestsuite");

test.skipIf(feeds === undefined)(
  "every feed of the validator's corpus gives articles or reasons, each within a second",
  async () => {
    const paths = filesBelow(feeds ?? "").filter((path) => /\.(?:xml|opml)$/.test(path));
    const { slow, silent, articles } = await outcomes(paths, "feeds");
    expect(paths.length).toBeGreaterThan(2_000);
    expect(articles).toBeGreaterThan(150);
    expect({ slow, silent }).toEqual({ slow: [], silent: [] });
  },
);

test.skipIf(feeds === undefined)(
  "the command imports the whole corpus in the memory that one file may take",
  async () => {
    const child = startBroadsheet(["import", feeds ?? "", "--to", join(root, "all"), "--quiet"]);
    child.stderr?.resume();
    const peak = await peakMemory(child);
    // Some are rejected.
    expect(child.exitCode).toBe(1);
    expect(peak).toBeLessThan(256 * 1024);
  },
);

test.skipIf(json === undefined)(
  "every file of the JSON suite is refused with a reason, each within a second",
  async () => {
    const { slow, silent, articles } = await outcomes(filesBelow(json ?? ""), "json");
    expect({ slow, silent, articles }).toEqual({ slow: [], silent: [], articles: 0 });
  },
);

const DEEP = 100_000;
const ITEM =
  "<title>t</title><link>https://a.example/1</link><pubDate>Fri, 01 May 2026 08:00:00 +0000</pubDate>";
const bombs = Array.from(
  { length: 20 },
  (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`,
).join("");
const PAGE = `<html><head><title>t</title><meta property="article:published_time" content="2026-05-01"></head><body>`;

/** Each with what it may be: refused, or read without harm. */
const ATTACKS: readonly (readonly [string, string, RegExp | number])[] = [
  [
    "entities that grow",
    `<!DOCTYPE rss [<!ENTITY a0 "lol">${bombs}]><rss><channel><item>${ITEM}<description>&a20;</description></item></channel></rss>`,
    /declares entities/,
  ],
  [
    "one long entity",
    `<!DOCTYPE rss [<!ENTITY a "${"x".repeat(100_000)}">]><rss><channel><item>${ITEM}<description>${"&a;".repeat(10_000)}</description></item></channel></rss>`,
    /declares entities/,
  ],
  [
    "a file as entity",
    `<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item>${ITEM}<description>&a;</description></item></channel></rss>`,
    /declares entities/,
  ],
  [
    "an entity in a WordPress export",
    `<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>${ITEM}</item></channel></rss>`,
    /declares entities/,
  ],
  ["deep XML", `<rss><channel><item>${"<a>".repeat(DEEP)}`, /nests deeper/],
  [
    "deep WordPress",
    `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>${"<a>".repeat(DEEP)}`,
    /nests deeper/,
  ],
  ["a deep sitemap", `<urlset><url>${"<a>".repeat(DEEP)}`, /nests deeper/],
  [
    "deep HTML in a feed",
    `<rss><channel><item>${ITEM}<description><![CDATA[${"<div>".repeat(DEEP)}deep]]></description></item></channel></rss>`,
    1,
  ],
  [
    "a deep page",
    `${PAGE}<article><h1>t</h1>${"<div>".repeat(DEEP)}${"Long enough. ".repeat(50)}`,
    1,
  ],
  ["deep JSON", `{"items":${"[".repeat(DEEP)}`, /is not JSON/],
  [
    "deep JSON that ends",
    `{"version":"https://jsonfeed.org/version/1.1","items":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`,
    /no article/,
  ],
  ["deep JSON Lines", `{"id":"a","title":"t","tags":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`, /./],
  ["deep YAML", `---\ntitle: ${"[".repeat(DEEP)}\n---\nx`, /./],
  [
    "YAML that grows",
    `---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n---\nx`,
    /./,
  ],
  ["deep TOML", `+++\ntitle = ${"[".repeat(DEEP)}\n+++\nx`, /./],
  ["deep Markdown", `---\ntitle: t\ndate: 2026-05-01\n---\n${"> ".repeat(DEEP)}x`, 1],
  [
    "many attributes",
    `<rss><channel><item ${Array.from({ length: DEEP }, (_, n) => `a${n}="1"`).join(" ")}>`,
    /attributes/,
  ],
  [
    "a million references",
    `<rss><channel><item>${ITEM}<description>${"&#65;".repeat(300_000)}</description></item></channel></rss>`,
    1,
  ],
  ["deep JSON that has no articles", `{"a":${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`, /./],
  ["nothing", "", /./],
  ["zeros", "\0".repeat(100_000), /./],
];

test.each([
  ["a feed without entries", "<rss><channel><title>t</title></channel></rss>"],
  [
    "an export without posts",
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>t</title></channel></rss>',
  ],
])("%s is rejected, for nothing can come of it", async (name, text) => {
  const path = join(root, "empty");
  await writeFile(path, text);
  const { rejections } = await outcomes([path], name);
  expect(rejections.flatMap(({ faults }) => faults.map(({ what }) => what))).toEqual([
    "holds no article",
  ]);
});

test.each(ATTACKS)("%s do no harm within a second", async (name, text, expected) => {
  const path = join(root, "attack");
  await writeFile(path, text);
  const { slow, articles, rejections } = await outcomes([path], name);
  const reasons = rejections.flatMap(({ faults }) => faults.map(({ what }) => what)).join();
  if (typeof expected === "number") expect([articles, reasons]).toEqual([expected, ""]);
  else expect(reasons).toMatch(expected);
  expect(slow).toEqual([]);
});
