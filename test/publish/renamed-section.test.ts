import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseFeed } from "feedsmith";
import { expect, onTestFinished, test } from "vitest";
import type { Article } from "#model/article.ts";
import { isRejection } from "#model/rejection.ts";
import { type Site, toSite } from "#model/site.ts";
import { publish } from "#publish/write/publish.ts";
import { createApp } from "#serve/app.ts";
import { madeArticle } from "../store/made-articles.ts";
import { kvInMemory } from "../reliability/kv-in-memory.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);

function siteOf(sections: readonly object[], more: object = {}): Site {
  const site = toSite({
    title: "S",
    lang: "en",
    id_authority: "a.example,2026",
    sections,
    ...more,
  });
  if (isRejection(site)) throw new TypeError(JSON.stringify(site.faults));
  return site;
}

/** The states of a site of which a section is renamed, moved and removed, an article more in each. */
const STATES: readonly { readonly path: string; readonly site: Site }[] = [
  { path: "gamma", site: siteOf([{ slug: "gamma" }, { slug: "beta" }]) },
  { path: "delta", site: siteOf([{ slug: "delta", was: ["gamma"] }, { slug: "beta" }]) },
  {
    path: "beta/epsilon",
    site: siteOf([{ slug: "beta", sections: [{ slug: "epsilon", was: ["delta", "gamma"] }] }]),
  },
  // Another new name, of the section around it: the chain leads to its end at once.
  {
    path: "eta/epsilon",
    site: siteOf([
      { slug: "eta", was: ["beta"], sections: [{ slug: "epsilon", was: ["delta", "gamma"] }] },
    ]),
  },
];
const ENDED = siteOf([{ slug: "eta", was: ["beta"] }], { gone: ["gamma", "delta", "eta/epsilon"] });

function articlesAt(state: number, path: string): readonly Article[] {
  const other = madeArticle({
    id: "other",
    section: path.split("/")[0] === "eta" ? "eta" : "beta",
  });
  const own = Array.from({ length: 3 + state }, (_, index) =>
    madeArticle({
      id: `g${index}`,
      title: `G${index}`,
      section: path,
      published: new Date(START + index * HOUR).toISOString(),
      body: `<p>Text ${index}</p>`,
    }),
  );
  return [other, ...own];
}

/** A published site that goes from state to state. */
function createSubject() {
  const kv = kvInMemory().kv;
  let now = START + 24 * HOUR;
  const app = createApp({ now: () => now + 60_000 });
  const put = async (site: Site, articles: readonly Article[]): Promise<void> => {
    now += 24 * HOUR;
    const outcome = await publish({ kv, site, articles, media: [], now, force: true });
    if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome.faults));
  };
  const fetch = async (path: string, init?: RequestInit): Promise<Response> =>
    createApp({ now: () => now + 60_000 }).request(path, init, { KV: kv });
  return { put, fetch, app };
}

type Item = { readonly id?: string; readonly guid?: { readonly value?: string } };

/** The ids of a feed's items, whatever its format. */
function idsIn(text: string): readonly string[] {
  // feedsmith gives each format its own shape; an item's id has one of two names.
  const { feed } = parseFeed(text) as unknown as {
    readonly feed: { readonly items?: readonly Item[]; readonly entries?: readonly Item[] };
  };
  return (feed.items ?? feed.entries ?? []).map(({ id, guid }) => id ?? guid?.value ?? "");
}

test.each(["feed.xml", "atom.xml", "feed.json"])(
  "a poller that knows only the old address of %s goes on through a rename, a move and a rename around it without a repeated item, and ends with 410",
  async (file) => {
    const { put, fetch } = createSubject();
    const seen: string[] = [];
    let validators: Record<string, string> = {};
    const poll = async (): Promise<number> => {
      let hops = 0;
      for (let path = `/sections/gamma/${file}`; ; hops += 1) {
        const answer = await fetch(path, { headers: validators });
        if (answer.status === 301) {
          path = new URL(answer.headers.get("Location")!).pathname;
          expect(hops).toBe(0);
          continue;
        }
        if (answer.status !== 200) return answer.status;
        validators = {
          "If-None-Match": answer.headers.get("ETag")!,
          "If-Modified-Since": answer.headers.get("Last-Modified")!,
        };
        const ids = idsIn(await answer.text());
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids.toReversed()) if (!seen.includes(id)) seen.push(id);
        return 200;
      }
    };
    for (const [state, { path, site }] of STATES.entries()) {
      await put(site, articlesAt(state, path));
      expect(await poll()).toBe(200);
      expect(await poll()).toBe(304);
      // What came is what is new, and nothing came twice under another id.
      expect(seen).toHaveLength(3 + state);
    }
    await put(ENDED, articlesAt(0, "eta").slice(0, 1));
    expect(await poll()).toBe(410);
  },
);

test.each([
  ["/sections/gamma/rss.xml", "301 /sections/eta/epsilon/feed.xml", "410"],
  ["/sections/gamma/feed/", "301 /sections/eta/epsilon/feed.xml", "410"],
  ["/sections/gamma/feed/atom/", "301 /sections/eta/epsilon/atom.xml", "410"],
  ["/sections/gamma?feed=atom", "301 /sections/eta/epsilon/atom.xml", "410"],
  ["/sections/gamma.md", "301 /sections/eta/epsilon.md", "410"],
  ["/sections/beta/epsilon/index.xml", "301 /sections/eta/epsilon/feed.xml", "410"],
  ["/sections/beta/epsilon/feed.xml", "301 /sections/eta/epsilon/feed.xml", "410"],
  ["/api/articles?section=gamma", "200", "410"],
  ["/api/search?section=gamma&q=Text", "200", "200"],
  ["/search?section=gamma&q=Text", "200", "410"],
  ["/sections/never/rss.xml", "404", "404"],
  ["/api/articles?section=never", "404", "404"],
])("%s of a section that moved is %s, and of one that ended %s", async (path, moved, ended) => {
  const { put, fetch } = createSubject();
  const told = async (): Promise<string> => {
    const { status, headers } = await fetch(path);
    const location = headers.get("Location");
    return [status, location && new URL(location).pathname].filter(Boolean).join(" ");
  };
  const { path: section, site } = STATES.at(-1)!;
  await put(site, articlesAt(0, section));
  expect(await told()).toBe(moved);
  await put(ENDED, articlesAt(0, "eta").slice(0, 1));
  expect(await told()).toBe(ended);
});

test("a mirror and a search that know a section's old name go on with the section", async () => {
  const { put, fetch } = createSubject();
  const { path, site } = STATES.at(-1)!;
  await put(site, articlesAt(0, path));
  for (const asked of ["/api/articles?limit=50", "/api/search?q=Text"]) {
    const [old, now] = await Promise.all(
      ["gamma", path].map(async (section) => {
        const answer = await fetch(`${asked}&section=${section}`);
        const { articles, hits, ignored } = (await answer.json()) as Record<string, unknown>;
        return { articles, hits, ignored };
      }),
    );
    expect(old).toEqual(now);
    expect(JSON.stringify(old)).toContain('"g1"');
  }
});

const hasNewsboat = spawnSync("newsboat", ["-v"]).status === 0;

test.runIf(hasNewsboat)(
  "newsboat that follows the old addresses of RSS and Atom keeps every item once",
  async () => {
    const { put, fetch } = createSubject();
    const server = createServer((request, response) => {
      const answer = async (): Promise<void> => {
        const headers = Object.entries(request.headers).flatMap(([name, value]) =>
          typeof value === "string" ? [[name, value] as [string, string]] : [],
        );
        const given = await fetch(request.url ?? "/", { headers });
        const location = given.headers.get("Location");
        response.writeHead(given.status, {
          ...Object.fromEntries(given.headers),
          ...(location !== null && { location: new URL(location).pathname }),
        });
        response.end(Buffer.from(await given.arrayBuffer()));
      };
      void answer();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // A server that listens on a port has such an address.
    const { port } = server.address() as AddressInfo;
    const folder = await mkdtemp(join(tmpdir(), "broadsheet-newsboat-"));
    onTestFinished(async () => {
      server.close();
      await rm(folder, { recursive: true });
    });
    const urls = ["feed.xml", "atom.xml"].map(
      (file) => `http://127.0.0.1:${port}/sections/gamma/${file}`,
    );
    await writeFile(join(folder, "urls"), `${urls.join("\n")}\n`);
    await writeFile(join(folder, "config"), "");
    const newsboat = async (command: readonly string[]): Promise<string> => {
      const place = ["-u", "urls", "-c", "cache.db", "-C", "config"];
      const { stdout } = await promisify(execFile)("newsboat", [...place, "-x", ...command], {
        cwd: folder,
        env: { ...process.env, HOME: folder },
      });
      return stdout;
    };
    for (const [state, { path, site }] of STATES.entries()) {
      await put(site, articlesAt(state, path));
      await newsboat(["reload"]);
      // Newsboat knows an item by its guid, in whichever of the two feeds it stands.
      expect(await newsboat(["print-unread"])).toMatch(new RegExp(`^${3 + state} unread`));
    }
  },
);
