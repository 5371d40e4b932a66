import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readContentAt } from "#cli/folder/content.ts";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";

const folder = mkdtempSync(join(tmpdir(), "lines-site-"));
afterAll(() => rmSync(folder, { recursive: true }));

const LINE = '{"id":"a","title":"T","section":"news","published":"2023-04-14","body":"x"}\n';
const evening = 'title = "Evening Post"\nurl = "https://evening.example"\n';
const ferry = 'title = "渡口报"\nlang = "zh-Hans"\n';

type Files = Readonly<Record<string, string>>;
/** What lies beside, the file of lines, and the settings that are named. */
type Asked = [files: Files, lines: string, site?: string];
let cases = 0;

/** Reads a file of lines that lies among others, as the command does. */
async function siteOf(...[files, lines, site]: Asked) {
  const place = join(folder, String(cases++));
  for (const [path, text] of Object.entries({ [lines]: LINE, ...files })) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  return readContentAt(join(place, lines), undefined, { site: site && join(place, site) });
}

/** What the site is called, with what is said of its settings; or why nothing is read. */
async function toldOf(...given: Asked): Promise<readonly string[]> {
  const content = await siteOf(...given);
  if (isRejection(content)) return content.faults.map(({ what }) => what);
  const faults = [...content.notices, ...content.rejections].flatMap((one) => one.faults);
  return [content.site.title, ...faults.map(({ what, field }) => `${field ?? ""} ${what}`.trim())];
}

const UNNAMED = "comes without a site.toml, so the site has no name and no address";

test.each<[string, Asked, readonly string[]]>([
  ["beside it", [{ "site.toml": evening }, "a.jsonl"], ["Evening Post"]],
  ["beside it, in Chinese", [{ "site.toml": ferry }, "甲.ndjson"], ["渡口报"]],
  ["named", [{ "x/other.toml": ferry }, "a.jsonl", "x/other.toml"], ["渡口报"]],
  [
    "named, and others beside it",
    [{ "site.toml": evening, "x.toml": ferry }, "a.jsonl", "x.toml"],
    ["渡口报"],
  ],
  ["in the folder above alone", [{ "site.toml": evening }, "in/a.jsonl"], ["Broadsheet", UNNAMED]],
  ["nowhere", [{}, "evening-2023-04-14.jsonl"], ["Broadsheet", UNNAMED]],
  ["nowhere, on another day", [{}, "evening-2023-04-15.jsonl"], ["Broadsheet", UNNAMED]],
  ["of another spelling", [{ "Site.TOML.bak": evening }, "a.jsonl"], ["Broadsheet", UNNAMED]],
  ["named and not there", [{ "site.toml": evening }, "a.jsonl", "none.toml"], ["is not there"]],
])("the settings of lines are %s", async (_, asked, told) => {
  const all = await toldOf(...asked);
  // That there is no authority yet is told of any settings.
  expect(all.filter((one) => !/id_authority|is missing/.test(one))).toEqual(told);
});

test.each([
  ["no TOML", 'title = "Evening'],
  ["a title that is none", "title = []\n"],
  ["a wrong address", 'title = "E"\nurl = "nowhere"\n'],
])("settings that are %s are said to be wrong, and not passed over", async (_, toml) => {
  const content = await siteOf({ "site.toml": toml }, "a.jsonl");
  if (isRejection(content)) throw new TypeError("nothing was read");
  expect(content.rejections.map(({ place }) => place.file)).toContain("site.toml");
});

test.each<[string, string | undefined, readonly string[]]>([
  ["the same settings", evening, []],
  ["other settings of the same name", `${evening}lang = "en"\n`, []],
  [
    "another name",
    ferry,
    ['the site is called "渡口报" from now on, and was called "Evening Post"'],
  ],
  [
    "none",
    undefined,
    ['the site is called "Broadsheet" from now on, and was called "Evening Post"'],
  ],
])("of a second file with %s it is said when it renames the site", async (_, second, told) => {
  const { kv } = kvInMemory();
  const notices: string[] = [];
  for (const toml of [evening, second]) {
    const content = await siteOf(toml === undefined ? {} : { "site.toml": toml }, "a.jsonl");
    if (isRejection(content)) throw new TypeError("nothing was read");
    const { site, articles } = content;
    const outcome = await publish({ kv, site, articles, media: [], now: Date.UTC(2024, 0, 1) });
    if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome));
    notices.push(...outcome.notices.map(({ what }) => what));
  }
  expect(notices.filter((what) => what.startsWith("the site is called"))).toEqual(told);
});
