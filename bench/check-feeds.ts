/**
 * Sends every feed of a running site through an external checker: the site's and each section's, in the three formats, with the
 * archive document before the newest page. Run it with: node bench/check-feeds.ts http://localhost:8787 [path of the checker]
 * The checker is a command that takes a URL and exits with 0 when every reader that it knows accepts the feed; without the argument
 * it is CHECK_FEED, or tools/check-feed in BROADSHEET_SHARED or ../shared.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FEED_FORMATS } from "../src/feeds/feed.ts";
import { isRecord } from "../src/model/field.ts";

const [site = "http://localhost:8787", given] = process.argv.slice(2);
const shared =
  process.env["BROADSHEET_SHARED"] ?? fileURLToPath(new URL("../../shared", import.meta.url));
const checker = given ?? process.env["CHECK_FEED"] ?? `${shared}/tools/check-feed`;

if (existsSync(checker)) process.exitCode = (await checkAll(checker)) ? 0 : 1;
else
  console.warn(
    `SKIPPED: no checker at ${checker}; give its path as second argument or in CHECK_FEED. NO FEED WAS CHECKED.`,
  );

async function checkAll(checker: string): Promise<boolean> {
  const urls = await feedUrls(site.replace(/\/+$/, ""));
  const refused = urls.filter((url) => !isAccepted(checker, url));
  console.log(`\n${urls.length - refused.length} passed, ${refused.length} failed`);
  for (const url of refused) console.log(`refused: ${url}`);
  return refused.length === 0 && urls.length > 0;
}

function isAccepted(checker: string, url: string): boolean {
  const { status, stdout, stderr } = spawnSync(checker, [url], { encoding: "utf8" });
  const lines = `${stdout}${stderr}`.trim().split("\n");
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${url}  ${lines.at(-1) ?? ""}`);
  if (status !== 0) console.log(lines.filter((line) => line.includes(" FAIL ")).join("\n"));
  return status === 0;
}

/** Every feed that a subscriber can find, and of each the archive document before its newest page. */
async function feedUrls(base: string): Promise<readonly string[]> {
  const sections = await jsonAt(`${base}/api/sections`);
  const folders = ["", ...pathsIn(sections).map((path) => `/sections/${encodeURI(path)}`)];
  const urls: string[] = [];
  for (const folder of folders) {
    const newest = await jsonAt(`${base}${folder}/${FEED_FORMATS.json.file}`);
    const next = isRecord(newest) ? newest["next_url"] : undefined;
    const before = typeof next === "string" ? [new URL(next).pathname.replace(/\/[^/]*$/, "")] : [];
    for (const path of [folder, ...before])
      for (const { file } of Object.values(FEED_FORMATS)) urls.push(`${base}${path}/${file}`);
  }
  return urls;
}

function pathsIn(value: unknown): readonly string[] {
  const list = isRecord(value) ? (value["sections"] ?? value["children"]) : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((section: unknown) => {
    const path = isRecord(section) ? section["path"] : undefined;
    return typeof path === "string" ? [path, ...pathsIn(section)] : [];
  });
}

async function jsonAt(url: string): Promise<unknown> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}
