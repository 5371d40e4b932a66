import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { broadsheet } from "../command.ts";
import { type Bench, smallSite } from "../small-site.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await smallSite();
});

afterAll(() => bench.remove());

const SETTINGS =
  'title = "P"\nlang = "en"\nurl = "https://p.example"\nid_authority = "p.example,2026"';

/** Writes a content folder of articles. */
async function content(
  name: string,
  articles: readonly Record<string, unknown>[],
  settings = SETTINGS,
): Promise<string> {
  await bench.write(`${name}/site.toml`, settings);
  const lines = articles.map((each) =>
    JSON.stringify({
      section: "news",
      published: "2026-04-01",
      title: `T ${String(each["id"])}`,
      ...each,
    }),
  );
  await bench.write(`${name}/articles.jsonl`, lines.join("\n"));
  return bench.path(name);
}

function run(command: string, given: string, kv: string, ...more: readonly string[]) {
  return broadsheet([command, given, "--persist-to", bench.path(kv), ...more]);
}

const three = ["a", "b", "c"].map((id) => ({ id, aliases: [`/${id}.html`] }));

test("preview says what subscribers would see as new, updated, gone and reappearing, writes nothing, and publish refuses what reappears unless told otherwise", async () => {
  const kv = "kv-preview";
  const first = await content("first", [...three, { id: "d", published: "2026-04-02" }]);
  const before = await run("preview", first, kv, "--json");
  expect(JSON.parse(before.stdout)).toMatchObject({ added: { length: 4 }, release: null });
  await run("publish", first, kv);
  const second = await content("second", [
    three[0]!,
    { ...three[1]!, title: "Changed" },
    { id: "new-c", title: "Renamed", published: "2026-05-05", aliases: ["/c.html"] },
    { id: "e", published: "2026-05-01" },
  ]);
  const plain = await run("preview", second, kv);
  expect(plain.exitCode).toBe(1);
  expect(plain.stdout).toBe(
    [
      "Subscribers would see 1 new article, 1 updated, 1 gone, 1 reappearing.",
      '  new          e "T e"',
      '  updated      b "Changed"',
      '  gone         d "T d"',
      '  reappearing  new-c "Renamed" comes again as tag:p.example,2026:new-c, not tag:p.example,2026:c (the same address)',
      "",
    ].join("\n"),
  );
  const json = JSON.parse((await run("preview", second, kv, "--json")).stdout);
  expect(json).toMatchObject({
    kind: "preview",
    added: [{ id: "e", item: "tag:p.example,2026:e" }],
    gone: [{ id: "d" }],
    reappearing: [{ id: "new-c", before: "tag:p.example,2026:c", by: "the same address" }],
  });
  const refused = await run("publish", second, kv);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain(': new-c "Renamed" comes again as');
  expect(refused.stderr).toContain("--allow-reappearing");
  const allowed = await run("publish", second, kv, "--allow-reappearing", "--json");
  expect(JSON.parse(allowed.stdout)).toMatchObject({
    kind: "published",
    changes: { added: 1, updated: 1, gone: 2, reappearing: 1 },
  });
});

test("with its old id as guid an article under a new id is the same item, and with another id_authority every item without guid reappears", async () => {
  const kv = "kv-guid";
  await run("publish", await content("old", three), kv);
  const kept = three.map(({ id, aliases }) => ({
    id: `new-${id}`,
    title: `T ${id}`,
    guid: `tag:p.example,2026:${id}`,
    aliases,
  }));
  const same = await run("preview", await content("kept", kept), kv, "--json");
  expect(JSON.parse(same.stdout)).toMatchObject({
    added: [],
    updated: { length: 3 },
    gone: [],
    reappearing: [],
  });
  const other = await content("other", three, SETTINGS.replace("p.example,2026", "q.example,2026"));
  const moved = await run("preview", other, kv, "--json");
  expect(moved.exitCode).toBe(1);
  expect(JSON.parse(moved.stdout)).toMatchObject({ gone: [], reappearing: { length: 3 } });
  expect((await run("publish", other, kv)).exitCode).toBe(1);
});

/** A hub that writes down what it is told.
 *  @param status  what it answers */
async function openHub(status: number) {
  const told: string[] = [];
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      told.push(`${request.method} ${request.headers["content-type"]} ${await text(request)}`);
      response.writeHead(status).end();
    };
    void answer();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A server that listens on a port has such an address.
  const { port } = server.address() as AddressInfo;
  return { told, url: `http://127.0.0.1:${port}/hub`, close: () => server.close() };
}

test("after a publication the hub is told once, of just the feeds whose bytes changed, when the delay is over", async () => {
  const hub = await openHub(204);
  const settings = `${SETTINGS}\nhub = "${hub.url}"`;
  const [kv, ping] = ["kv-hub", ["--ping", "--ping-delay", "0.3", "--json"]];
  const other = { id: "o", section: "culture" };
  await run("publish", await content("h1", [...three, other], settings), kv, "--no-ping");
  await run("publish", await content("h1", [...three, other], settings), kv, ...ping);
  // Nothing changed, and locally nobody is told without --ping.
  await run("publish", await content("h2", [...three, { ...other, title: "O" }], settings), kv);
  expect(hub.told).toEqual([]);
  const more = [...three, { ...other, title: "O" }, { id: "n", published: "2026-05-01" }];
  const begin = performance.now();
  const { stdout, stderr } = await run("publish", await content("h3", more, settings), kv, ...ping);
  expect(performance.now() - begin).toBeGreaterThan(300);
  hub.close();
  const topics = ["", "/sections/news"].flatMap((folder) =>
    ["feed.xml", "atom.xml", "feed.json"].map((file) => `https://p.example${folder}/${file}`),
  );
  expect(hub.told).toHaveLength(1);
  const [head, type, body = ""] = hub.told[0]!.split(" ");
  expect([head, type]).toEqual(["POST", "application/x-www-form-urlencoded;charset=UTF-8"]);
  const form = new URLSearchParams(body);
  expect(form.get("hub.mode")).toBe("publish");
  expect(form.getAll("hub.url").toSorted()).toEqual(topics.toSorted());
  expect(JSON.parse(stdout).pinged.toSorted()).toEqual(topics.toSorted());
  expect(stderr).toContain("waiting");
});

test("a hub that refuses or is not there is reported, and the release is published all the same", async () => {
  const hub = await openHub(500);
  const kv = "kv-no-hub";
  const options = ["--ping", "--ping-delay", "0"];
  const first = await content("r1", three, `${SETTINGS}\nhub = "${hub.url}"`);
  const refused = await run("publish", first, kv, ...options);
  hub.close();
  expect([refused.exitCode, refused.stderr]).toEqual([
    0,
    expect.stringContaining("notice: site.toml: hub: the hub answered 500"),
  ]);
  const second = await content("r2", [...three, { id: "z" }], `${SETTINGS}\nhub = "${hub.url}"`);
  const absent = await run("publish", second, kv, ...options, "--json");
  expect(absent.exitCode).toBe(0);
  expect(JSON.parse(absent.stdout)).toMatchObject({
    kind: "published",
    hub: {
      faults: [{ what: expect.stringMatching(/^the hub could not be told \(.*ECONNREFUSED/) }],
    },
  });
  const wrong = await run("publish", first, kv, "--ping-delay", "soon");
  expect(wrong.exitCode).toBe(2);
});

test("a section that stood in gone and is there again is told by preview, check and publish", async () => {
  const sections = (text: string): string => `${text}\n[[sections]]\nslug = "news"\n`;
  const kv = "kv-revived";
  const ended = await content("ended", three, sections(`gone = ["old"]\n${SETTINGS}`));
  expect((await run("publish", ended, kv)).stderr).not.toContain("stood in gone");
  const again = await content(
    "again",
    [...three, { id: "d", section: "old" }],
    `${sections(SETTINGS)}[[sections]]\nslug = "old"\n`,
  );
  const said = "notice: site.toml: gone: old stood in gone";
  for (const command of ["preview", "check", "publish"]) {
    const { stderr, exitCode } = await run(command, again, kv);
    expect([command, exitCode, stderr.includes(said)]).toEqual([command, 0, true]);
  }
  // Once it is published, nobody need be told again.
  expect((await run("check", again, kv)).stderr).not.toContain(said);
});

test("what is dated in the future is noticed with its line before it is published, and what cannot go in does not", async () => {
  await bench.write("coming/site.toml", SETTINGS);
  const article = (id: string, more: string) =>
    bench.write(
      `coming/${id}.md`,
      `---\nid: ${id}\ntitle: T\nsection: news\n${more}\n---\nText of ${id}\n`,
    );
  await article("u", "published: 2026-04-01\nupdated: 2999-01-01");
  await article("c", "published: 2026-04-01\ncorrections: [{ at: 2999-01-01, note: later }]");
  await article("now", "published: 2026-04-01\nupdated: 2026-04-02");
  await article("wrong", "published: soon");
  const told = "is dated in the future: readers are told of it then";
  for (const command of ["check", "preview", "publish"]) {
    const { stderr } = await run(command, bench.path("coming"), "kv-coming");
    const noticed = stderr.split("\n").filter((line) => line.includes(told));
    expect([command, noticed.map((line) => line.split(":").slice(1, 4).join(":"))]).toEqual([
      command,
      [" c.md:6: corrections", " u.md:6: updated"],
    ]);
    expect(stderr).toContain(
      command === "publish" ? "1 rejection; the rest went in" : "1 rejection; the rest could go in",
    );
  }
  await bench.write("none/site.toml", SETTINGS);
  await bench.write("none/a.md", "---\nid: a\n---\nText\n");
  for (const command of ["check", "publish"])
    expect((await run(command, bench.path("none"), "kv-none")).stderr).toContain(
      "1 rejection; nothing is left\n",
    );
});

test("check counts articles as publish does, and says what lies beside them", async () => {
  const given = await content("counted", [
    ...three,
    { id: "d", status: "draft" },
    { id: "e", published: "2999-01-01" },
    { id: "f", status: "withdrawn" },
  ]);
  const { stdout } = await run("check", given, "kv-counted");
  expect(stdout).toBe(
    "P: 3 articles, 1 section, 0 media files could be published; beside them 1 draft, 1 article to come, 1 withdrawn article.\n",
  );
  const checked = JSON.parse((await run("check", given, "kv-counted", "--json")).stdout);
  expect(checked).toMatchObject({ articles: 3, drafts: 1, upcoming: 1, withdrawn: 1 });
  const published = JSON.parse((await run("publish", given, "kv-counted", "--json")).stdout);
  expect(published.articles).toBe(checked.articles);
});
