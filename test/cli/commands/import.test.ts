import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow, sharedPath } from "../../setup/shared-data.ts";
import { readFileSync } from "node:fs";
import { broadsheet } from "../command.ts";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "broadsheet-import-"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function given(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(root, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function imported(to: string, ...args: readonly string[]) {
  const run = await broadsheet(["import", ...args, "--to", join(root, to), "--json"]);
  expect(run.stdout, run.stderr).not.toBe("");
  // The command's own output.
  const outcome = JSON.parse(run.stdout) as Readonly<Record<string, unknown>>;
  return { ...outcome, exitCode: run.exitCode } as Readonly<Record<string, unknown>>;
}

async function checked(folder: string) {
  const { stdout } = await broadsheet(["check", join(root, folder), "--json"]);
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}

/** Every file of a folder with its bytes, by its path in it. */
function contentOf(name: string): ReadonlyMap<string, string> {
  const folder = join(root, name);
  return new Map(
    filesBelow(folder).map((path) => [path.slice(folder.length + 1), readFileSync(path, "latin1")]),
  );
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}

function rss(items: readonly string[]): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The Valley</title><link>https://valley.example/</link><description>d</description><language>en</language>${items.join("")}</channel></rss>`;
}

function item(n: number, text = `Text of ${n}.`): string {
  return `<item><title>Story ${n}</title><link>https://valley.example/${n}.html</link><guid isPermaLink="false">v-${n}</guid><pubDate>Fri, 0${n} May 2026 08:00:00 +0000</pubDate><category>Town news</category><description>&lt;p&gt;${text}&lt;/p&gt;</description></item>`;
}

test("a feed becomes a content folder that can be published as it is", async () => {
  const feed = await given("feed.xml", rss([item(1), item(2)]));
  const outcome = await imported("feed", feed);
  expect(outcome).toMatchObject({
    exitCode: 0,
    kind: "imported",
    articles: 2,
    new: 2,
    site: true,
    rejections: [],
  });
  const files = contentOf("feed");
  expect([...files.keys()]).toEqual([
    "articles/town-news/1.html",
    "articles/town-news/2.html",
    "raw/feed.xml",
    "raw/feed.xml.report.jsonl",
    "raw/import-state.json",
    "site.toml",
  ]);
  expect(files.get("articles/town-news/1.html")).toBe(
    `---\nid: "1"\ntitle: "Story 1"\nsection: "town-news"\npublished: "2026-05-01T08:00:00Z"\nlang: "en"\nurl: "https://valley.example/1.html"\nguid: "v-1"\n---\n<p>Text of 1.</p>\n`,
  );
  const year = new Date().getUTCFullYear();
  expect(files.get("site.toml")).toBe(
    `title = "The Valley"\ndescription = "d"\nlang = "en"\ntime_zone = "UTC"\nid_authority = "valley.example,${year}"\n\n[[sections]]\nslug = "town-news"\ntitle = "Town news"\n`,
  );
  expect(files.get("raw/feed.xml")).toBe(readFileSync(feed, "latin1"));
  expect(await checked("feed")).toMatchObject({ articles: 2, rejections: [], notices: [] });
});

test("a draft without a date keeps the day on which it was read first", async () => {
  const clockAt = (day: string) => ({
    NODE_OPTIONS: `--import=data:text/javascript,Date.now=()=>${Date.parse(day)}`,
  });
  const source = "jekyll";
  await given(`${source}/_config.yml`, "title: S\nmarkdown: kramdown\npermalink: date\n");
  await given(`${source}/_posts/2023-04-14-b.md`, "---\ntitle: B\n---\nx\n");
  await given(`${source}/_drafts/later.md`, "---\ntitle: Later\n---\nx\n");
  const run = (day: string) =>
    broadsheet(
      ["import", join(root, source), "--to", join(root, "drafts"), "--json"],
      clockAt(day),
    );
  const first = await run("2026-03-01");
  expect(first.stdout, first.stderr).toContain('"new":2');
  const path = [...contentOf("drafts").keys()].find((name) => name.includes("later")) ?? "";
  const draft = contentOf("drafts").get(path) ?? "";
  expect(draft).toContain('published: "2026-03-01"');
  expect(draft, "no address is made of the day of reading").not.toMatch(/aliases|2026\/03/);
  const again = await run("2026-03-09");
  expect(again.stdout).toContain('"unchanged":2');
  expect(contentOf("drafts").get(path)).toBe(draft);
});

test("importing the same again changes nothing, and one changed article changes one file", async () => {
  const feed = await given("again.xml", rss([item(1), item(2), item(3)]));
  await imported("again", feed);
  const first = contentOf("again");
  expect(await imported("again", feed)).toMatchObject({
    new: 0,
    changed: 0,
    unchanged: 3,
    site: false,
  });
  expect(changed(first, contentOf("again"))).toEqual([]);
  await given("again.xml", rss([item(1), item(2, "Corrected."), item(3)]));
  expect(await imported("again", feed)).toMatchObject({ new: 0, changed: 1, unchanged: 2 });
  const articles = changed(first, contentOf("again")).filter((path) =>
    path.startsWith("articles/"),
  );
  expect(articles).toEqual(["articles/town-news/2.html"]);
  // The raw input of before is still there, beside that of now.
  expect(contentOf("again").get("raw/again.xml")).toBe(first.get("raw/again.xml"));
});

test("an article that the publisher edited, renamed and moved keeps its place, its text and its ids", async () => {
  const feed = await given("edited.xml", rss([item(1), item(2)]));
  await imported("edited", feed);
  const old = join(root, "edited/articles/town-news/1.html");
  const text = await readFile(old, "utf8");
  await rm(old);
  const mine = text.replace("Text of 1.", "My own words.");
  await given("edited/articles/my/place.html", mine);
  expect(await imported("edited", feed)).toMatchObject({ edited: 1, unchanged: 1, notices: [] });
  await given("edited.xml", rss([item(1, "Theirs."), item(2)]));
  const outcome = await imported("edited", feed);
  expect(outcome).toMatchObject({ edited: 1, unchanged: 1 });
  expect(JSON.stringify(outcome["notices"])).toContain("raw/incoming/articles/my/place.html");
  const files = contentOf("edited");
  expect(files.get("articles/my/place.html")).toBe(mine);
  expect(files.get("raw/incoming/articles/my/place.html")).toContain("Theirs.");
  expect(files.has("articles/town-news/1.html")).toBe(false);
});

test("an id that means another article here gets a mark of its own, and keeps it", async () => {
  const one = await given("one.xml", rss([item(1)]));
  const two = await given("two.xml", rss([item(1).replace("v-1", "w-1")]));
  await imported("both", one);
  expect(await imported("both", two)).toMatchObject({ new: 1 });
  const first = contentOf("both");
  expect(await readdir(join(root, "both/articles/town-news"))).toHaveLength(2);
  expect(await imported("both", two)).toMatchObject({ new: 0, unchanged: 1 });
  expect(changed(first, contentOf("both"))).toEqual([]);
  expect(await checked("both")).toMatchObject({ articles: 2, rejections: [] });
});

test("with --migrate the old addresses lead here", async () => {
  const feed = await given("move.xml", rss([item(1)]));
  await imported("move", feed, "--migrate");
  const file = contentOf("move").get("articles/town-news/1.html");
  expect(file).toContain('aliases: ["/1.html"]');
  expect(file).not.toContain("url:");
  expect(contentOf("move").get("site.toml")).toContain('url = "https://valley.example"');
});

test("sections that come later are added to a site.toml that nobody touched, and told for one that somebody did", async () => {
  const feed = await given("grow.xml", rss([item(1)]));
  await imported("grow", feed);
  await given("grow.xml", rss([item(1), item(2).replace("Town news", "Sport")]));
  await imported("grow", feed);
  expect(contentOf("grow").get("site.toml")).toContain('slug = "sport"\ntitle = "Sport"');
  const mine = `${contentOf("grow").get("site.toml")}# mine\n`;
  await given("grow/site.toml", mine);
  await given("grow.xml", rss([item(1), item(3).replace("Town news", "Music")]));
  const outcome = await imported("grow", feed);
  expect(JSON.stringify(outcome["notices"])).toContain("lacks the section music");
  expect(contentOf("grow").get("site.toml")).toBe(mine);
});

test("what cannot be read is named, and the rest goes in", async () => {
  const undated = "<item><title>x</title><link>https://valley.example/x.html</link></item>";
  const feed = await given("partly.xml", rss([item(1), undated]));
  const outcome = await imported("partly", feed, join(root, "absent.xml"));
  expect(outcome).toMatchObject({
    exitCode: 1,
    articles: 1,
    rejections: [
      { file: join(root, "absent.xml") },
      { file: feed, line: 1, faults: [{ field: "published" }] },
    ],
  });
  expect(
    await broadsheet(["import", join(root, "absent.xml"), "--to", join(root, "none")]),
  ).toMatchObject({ exitCode: 2 });
});

test("bodies of Markdown, JSON Lines, Ghost and pages come in as they are, each kind told by its bytes", async () => {
  await given(
    "mix/post.md",
    "---\ntitle: A post\ndate: 2026-05-01\ncategories: [Notes]\n---\nHello **you** ![b](pic.png)\n",
  );
  await given("mix/pic.png", Buffer.from("89504e470d0a1a0a", "hex"));
  await given(
    "mix/lines.dat.json",
    `{"id":"l1","title":"Line","section":"notes","published":"2026-05-02","body":"x"}\n`,
  );
  await given(
    "mix/ghost.json",
    JSON.stringify({
      db: [
        {
          data: {
            posts: [
              {
                id: "g",
                title: "Ghostly",
                slug: "ghostly",
                html: "<p>boo</p>",
                status: "published",
                published_at: "2026-05-03T00:00:00Z",
                type: "post",
              },
            ],
          },
        },
      ],
    }),
  );
  await given(
    "mix/page.html",
    `<!doctype html><html><head><title>Page</title><meta property="article:published_time" content="2026-05-04"></head><body><article><h1>Page</h1><p>${"Long enough to be a text. ".repeat(20)}</p><img src="pic.png" alt=""></article></body></html>`,
  );
  const outcome = await imported("mix-out", join(root, "mix"));
  expect(outcome).toMatchObject({ articles: 4, rejections: [], exitCode: 0 });
  const files = contentOf("mix-out");
  const names = [...files.keys()].filter((path) => /^(?:articles|media)\//.test(path));
  expect(names).toMatchObject([
    "articles/news/ghostly.html",
    "articles/news/page.html",
    "articles/notes/l1.md",
    "articles/notes/post.html",
    expect.stringMatching(/^media\/[\w-]{20}\.png$/),
  ]);
  expect(files.get("articles/news/page.html")).toContain(`<img src="/${names[4]}"`);
  expect(await checked("mix-out")).toMatchObject({ articles: 4, rejections: [] });
});

const portal = sharedPath("seed/portal-page.txt");

test.skipIf(portal === undefined)(
  "the page of a portal gives its fields and the evidence of its repairs",
  async () => {
    const outcome = await imported("portal", portal ?? "", "--time-zone", "Asia/Shanghai");
    expect(outcome).toMatchObject({
      articles: 1,
      rejections: [],
      repairs: { "shifted-gbk": 6, "title-spam": 1 },
    });
    const file = await readFile(join(root, "portal/articles/xw/dzyw/87613.html"), "utf8");
    expect(file).toContain('aliases: ["/html/xw/dzyw/87613.html"]');
    expect(await readFile(join(root, "portal/site.toml"), "utf8")).not.toContain("id_authority");
    const report = await readFile(join(root, "portal", String(outcome["report"])), "utf8");
    const repairs = report
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(repairs).toContainEqual(
      expect.objectContaining({
        kind: "repair",
        article: "87613",
        name: "pinyin-gloss",
        before: "(wǎng)",
        after: "",
      }),
    );
  },
);
