import { expect, test } from "vitest";
import { isRejection } from "#model/rejection.ts";
import { type Site, toSite } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";
import { madeArticle } from "../store/made-articles.ts";

const START = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

function siteOf(more: object): Site {
  const site = toSite({ title: "S", lang: "en", id_authority: "a.example,2026", ...more });
  if (isRejection(site)) throw new TypeError(JSON.stringify(site.faults));
  return site;
}

function articlesWith(aliases: Readonly<Record<string, readonly string[]>>, section: string) {
  return ["one", "two", "three"].map((id) =>
    madeArticle({ id, section, body: `<p>Text ${id}</p>`, aliases: aliases[id] ?? [] }),
  );
}

const SECTIONS = [{ slug: "port", aliases: ["/gk/", "/rss/gk.xml"], was: ["haven"] }];
const WRITTEN = {
  aliases: ["/rss/all.rss", "/blog/feed.xml"],
  sections: SECTIONS,
  redirects: {
    "/about.php": "/articles/one",
    "/story/one": "/articles/one",
    "/story/two.html": "/articles/two",
    "/boat/feed": "/sections/port/feed.xml",
  },
};
const OLD = {
  one: ["/play/one", "/play/1/index.html"],
  two: ["/old/two/"],
  three: ["/p/3.shtml", "/?p=12"],
};
/** Each path that answers before, as somebody has it in a bookmark or a reader. */
const PATHS = [
  "/sections/port/feed.xml /sections/port/atom.xml /sections/port/feed.json",
  "/sections/haven/feed.xml /sections/haven/atom.xml /gk/ /rss/gk.xml /rss/all.rss /blog/feed.xml",
  "/about.php /story/one /story/two.html /boat/feed",
  "/play/one /play/1/index.html /old/two/ /p/3.shtml /?p=12",
].flatMap((line) => line.split(" "));

const WITHOUT = { sections: [{ slug: "port" }] };

test.each<readonly [string, object, Readonly<Record<string, readonly string[]>>, string]>([
  ["everything stays", WRITTEN, OLD, "port"],
  ["all old paths are forgotten", WITHOUT, {}, "port"],
  [
    "redirects with * stand for many",
    { ...WITHOUT, redirects: { "/story/*": "/articles/*", "/play/*": "/articles/*" } },
    { two: ["/old/two"], three: ["/p/3.shtml"] },
    "port",
  ],
  [
    "the section is renamed, and one feed of it has an alias",
    { sections: [{ slug: "quay", aliases: ["/sections/port/feed.xml", "/gk/"] }] },
    OLD,
    "quay",
  ],
  [
    "the section is renamed, with a redirect of its folder",
    {
      sections: [{ slug: "quay", aliases: ["/gk/index.html"], was: ["haven"] }],
      redirects: { "/sections/port/*": "/sections/quay/*", "/boat": "/sections/quay" },
    },
    OLD,
    "quay",
  ],
  [
    "aliases are written in another way",
    { aliases: ["/blog/"], sections: [{ slug: "port", aliases: ["/gk", "/rss/gk.xml/"] }] },
    { one: ["/play/one/", "/play/1/"], two: ["/old/two/index.html"] },
    "port",
  ],
])(
  "what the guard names, and nothing else, would answer 404 when %s",
  async (_, more, old, section) => {
    const { kv } = kvInMemory();
    await publish({
      kv,
      site: siteOf(WRITTEN),
      articles: articlesWith(OLD, "port"),
      media: [],
      now: START,
    });
    const after = { kv, site: siteOf(more), articles: articlesWith(old, section), media: [] };
    const refused = await publish({ ...after, now: START + DAY, allowReuse: true });
    await publish({ ...after, now: START + DAY, allowReuse: true, allowGone: true });
    const app = createApp({ now: () => START + 2 * DAY });
    const statusOf = async (path: string): Promise<number> => {
      const { status, headers } = await app.request(path, {}, { KV: kv });
      const to = headers.get("Location");
      return status === 301 && to !== null ? statusOf(new URL(to, "http://x").pathname) : status;
    };
    const statuses = await Promise.all(
      PATHS.map(async (path) => [path, await statusOf(path)] as const),
    );
    const ended = statuses.filter(([, status]) => status === 404).map(([path]) => path);
    const named = isRejection(refused) ? refused.faults.map(({ what }) => what.split(" ")[0]) : [];
    // Of a section the first of its feeds is named, for all of them.
    const folders = new Set<string>();
    const first = ended.filter((path) => {
      const [, folder] = /^(\/sections\/\w+)\//.exec(path) ?? [];
      const isNew = folder === undefined || !folders.has(folder);
      if (folder !== undefined) folders.add(folder);
      return isNew;
    });
    expect(new Set(named)).toEqual(new Set(first));
  },
);
