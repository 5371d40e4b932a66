import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile } from "#cli/import/import-files.ts";
import { openJob } from "#cli/import/import-sources.ts";
import type { SourceKind } from "#ingest/source/source-kind.ts";
import { PORTAL_RULES } from "#ingest/page/portal-rules.ts";
import { describeRejection } from "#model/rejection.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "broadsheet-document-"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** What a publisher is told of a file: what was rejected, or of what notice is given. */
async function said(
  name: string,
  text: string,
  kind?: SourceKind,
  { to = "to", what = "rejections" }: { to?: string; what?: "rejections" | "notices" } = {},
): Promise<readonly string[]> {
  const path = join(root, name);
  await writeFile(path, text);
  const job = await openJob(join(root, to), [name], {
    to: "to",
    rules: PORTAL_RULES,
    section: "news",
    repair: true,
    maxVisits: 0,
    progress: () => undefined,
    known: undefined,
    ...(kind !== undefined && { kind }),
  });
  await importFile(path, name, job);
  job.intake.rejectUndated();
  await job.intake.log.end();
  return job.intake.log[what].flatMap((found) => describeRejection(found).split("\n"));
}

const GHOST = JSON.stringify({
  db: [
    { data: { posts: [{ id: "7", slug: "lost", title: "", html: null, status: "published" }] } },
  ],
});

test.each([
  [
    "what.txt",
    "not anything",
    "what.txt: is of no kind that is known by its first bytes, and no text of a portal's page; say what it is with --kind, or tell --rules what that page is like",
  ],
  ["empty.txt", " \n", "empty.txt: is empty"],
  [
    "list.opml",
    "<opml><body><outline/></body></opml>",
    "list.opml: is OPML, a list of feeds, and holds no articles; import each feed by its address",
  ],
  [
    "ghost.json",
    GHOST,
    "ghost.json: published: has no date that could be found (article lost); give one date for all with --undated 2024-01-01, or take the files' with --dates mtime",
  ],
  [
    "astro.md",
    '---\ntitle: A\npubDate: "sometime"\n---\nx',
    'astro.md:1: published: "sometime" is not a date; write 2023-04-14 or 2023-04-14T08:00:00+08:00',
  ],
  [
    "feed.xml",
    "<rss><channel>\n<item><title>t</title><guid>1</guid><pubDate>sometime</pubDate></item></channel></rss>",
    'feed.xml:2: published: "sometime" is not a date; write 2023-04-14 or 2023-04-14T08:00:00+08:00',
  ],
])("of %s it is said what is wrong, and what helps", async (name, text, expected) => {
  expect(await said(name, text)).toContain(expected);
});

test("a line of a list that is no address is named; remarks are passed over", async () => {
  const list = "# ours\nhttps://a.example/1\n\nnonsense\nftp://a.example/2\n";
  expect(await said("list.txt", list, "urls")).toEqual([
    "list.txt:4: is no address of the web; write one address a line, such as https://example.org/7.html",
    "list.txt:5: is no address of the web; write one address a line, such as https://example.org/7.html",
  ]);
});

test("an article that gets another id, since its own is another's, is told at each import, within a source and beside another", async () => {
  const item = (site: string, folder: string): string =>
    `<item><title>Hello ${site} ${folder}</title><guid>urn:x:${site}:${folder}</guid><link>https://${site}.example/${folder}/hello.html</link><pubDate>Fri, 14 Apr 2023 08:05:00 GMT</pubDate><description>Text of ${folder}</description></item>`;
  const feed = (...items: readonly string[]): string =>
    `<rss version="2.0"><channel><title>T</title><link>https://x.example/</link>${items.join("")}</channel></rss>`;
  const options = { to: "renamed", what: "notices" } as const;
  const told = async (name: string, text: string): Promise<readonly string[]> =>
    (await said(name, text, "feed", options)).filter((one) =>
      one.includes(" is the id of another"),
    );
  const one = feed(item("a", "x"), item("a", "y"), item("a", "z"));
  const first = await told("one.xml", one);
  expect(first).toEqual([
    expect.stringMatching(
      /^one\.xml:\d+: id: hello is the id of another article, so that this one is hello-\w+/,
    ),
    expect.stringMatching(
      /: id: hello is the id of another article, so that this one is hello-\w+/,
    ),
  ]);
  expect(await told("one.xml", one)).toEqual(first);
  const second = await told("two.xml", feed(item("b", "x")));
  expect(second).toEqual([
    expect.stringMatching(/^two\.xml:\d+: id: hello is the id of another article/),
  ]);
  expect(await told("two.xml", feed(item("b", "x")))).toEqual(second);
});
