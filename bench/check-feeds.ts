/**
 * Sends the feeds of a running site through an external checker: every feed that its page of feeds names (the site's, each section's,
 * languages, the commonest tags and authors, corrections), parts of sections, a search, and of the site and each section the archive document
 * before the newest page; with --archives all of them. Each in the three formats.
 * Run it with: node bench/check-feeds.ts http://localhost:8787 [--archives] [path of the checker]
 * The checker is a command that takes a URL and exits with 0 when every reader that it knows accepts the feed; without the argument
 * it is CHECK_FEED, or tools/check-feed in BROADSHEET_SHARED or ../shared.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FEED_FORMATS } from "#feeds/feed.ts";
import { isRecord } from "#model/field.ts";

const args = process.argv.slice(2);
const [site = "http://localhost:8787", given] = args.filter((arg) => !arg.startsWith("--"));
const wantsAllArchives = args.includes("--archives");
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
  const mustNot = urls.filter((url) => !isAccepted(checker, url));
  console.log(`\n${urls.length - mustNot.length} passed, ${mustNot.length} failed`);
  for (const url of mustNot) console.log(`mustNot: ${url}`);
  return mustNot.length === 0 && urls.length > 0;
}

function isAccepted(checker: string, url: string): boolean {
  const { status, stdout, stderr } = spawnSync(checker, [url], { encoding: "utf8" });
  const lines = `${stdout}${stderr}`.trim().split("\n");
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${url}  ${lines.at(-1) ?? ""}`);
  if (status !== 0) console.log(lines.filter((line) => line.includes(" FAIL ")).join("\n"));
  return status === 0;
}

/** Every feed that a subscriber can find: those that the page of feeds links to, and those that it tells how to make. */
async function feedUrls(base: string): Promise<readonly string[]> {
  const page = await textAt(`${base}/feeds`);
  const links = [...page.matchAll(/<a href="([^"]*\/feed\.xml)"/g)].map(([, href = ""]) => href);
  const folders = [...new Set(links)].map((href) => href.replace(/\/feed\.xml$/, ""));
  const sections = folders.filter((folder) => folder.startsWith("/sections/"));
  const wanted: (readonly [folder: string, query: string])[] = [
    ...folders.map((folder) => [folder, ""] as const),
    ...sections.map((folder) => [folder, "?depth=0"] as const),
    ["", "?lang=en"],
    ["", "?lang=zh"],
    ["/search", "?q=the"],
    ["/search", `?q=${encodeURIComponent("的")}`],
  ];
  for (const folder of ["", ...sections])
    for (const archive of await archivesOf(base, folder)) wanted.push([archive, ""]);
  const urls: string[] = [];
  for (const [folder, query] of wanted) {
    const feed: unknown = JSON.parse(
      await textAt(`${base}${folder}/${FEED_FORMATS.json.file}${query}`),
    );
    const items = isRecord(feed) ? feed["items"] : undefined;
    // feed-extractor knows a feed by its entries, and takes an empty one for none.
    if (Array.isArray(items) && items.length > 0)
      for (const { file } of Object.values(FEED_FORMATS))
        urls.push(`${base}${folder}/${file}${query}`);
    else console.log(`empty, not checked: ${base}${folder}${query}`);
  }
  return urls;
}

/** Folders of the archive documents behind a newest page, newest first; of the first alone unless all are wanted. */
async function archivesOf(base: string, folder: string): Promise<readonly string[]> {
  const archives: string[] = [];
  let page = `${folder}/${FEED_FORMATS.json.file}`;
  for (;;) {
    const feed: unknown = JSON.parse(await textAt(base + page));
    const next = isRecord(feed) ? feed["next_url"] : undefined;
    if (typeof next !== "string") return archives;
    page = new URL(next).pathname;
    archives.push(page.replace(/\/[^/]*$/, ""));
    if (!wantsAllArchives) return archives;
  }
}

async function textAt(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.text();
}
