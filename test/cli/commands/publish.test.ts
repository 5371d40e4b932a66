import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { broadsheet, startBroadsheet } from "../command.ts";
import { type Bench, manyLines, smallSite } from "../small-site.ts";

let bench: Bench;

beforeAll(async () => {
  bench = await smallSite();
});

afterAll(() => bench.remove());

function publishPlain(content: string, kv: string, ...more: readonly string[]) {
  return broadsheet(["publish", bench.path(content), "--persist-to", bench.path(kv), ...more]);
}

/** Publishes and gives the one object of `--json`. */
async function publishJson(content: string, kv: string, ...more: readonly string[]) {
  const { exitCode, stdout, stderr } = await publishPlain(content, kv, "--json", ...more);
  const lines = stdout.trimEnd().split("\n");
  expect(lines, stderr).toHaveLength(1);
  // The command's own output: each field is checked by the tests.
  const json = JSON.parse(stdout) as Record<string, never>;
  return { exitCode, json };
}

async function releasesIn(kv: string) {
  const { stdout } = await broadsheet(["releases", "--json", "--persist-to", bench.path(kv)]);
  // As above.
  return (JSON.parse(stdout) as { releases: { release: string; isCurrent: boolean }[] }).releases;
}

test("a content folder is published, and publishing it again writes nothing", async () => {
  const first = await publishJson("site", "kv-folder");
  expect(first.exitCode).toBe(0);
  expect(first.json).toMatchObject({ kind: "published", articles: 3, rejections: [], skipped: 0 });
  const again = await publishJson("site", "kv-folder");
  expect(again).toMatchObject({
    exitCode: 0,
    json: { kind: "unchanged", articles: 3, written: 0 },
  });
  expect(again.json["release"]).toBe(first.json["release"]);
});

test("away from a terminal progress comes in plain lines on stderr, and the summary on stdout", async () => {
  const { exitCode, stdout, stderr } = await publishPlain("site", "kv-lines");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^Published 3 articles as release \d{8}T\d{6}Z-[\w-]{8}\.\n\d+ values written, 0 there already, in [\d.]+ s\.\nFree plan: \d+ of 1,000 writes a day, [\d.]+ of 1,000 MB .+; [\d.]+ s of CPU on this machine\.\n$/,
  );
  // One line a step, however long it takes.
  expect(stderr).toMatch(/^(?:reading\n)?indexing: 3\nwriting: \d+\nreleasing: \d+\n$/);
  expect(stderr).not.toMatch(/[\r\u001B█]/);
});

test("a wrong article is told with file, line and remedy, keeps out itself alone, and makes the exit code 1", async () => {
  await bench.write(
    "faulty/site.toml",
    'title = "Faulty"\nlang = "en"\nid_authority = "f.example,2026"',
  );
  const right = { id: "a", title: "Right", section: "news", published: "2026-04-01" };
  const lines = [right, { ...right, id: "b", published: "soon" }].map((line) =>
    JSON.stringify(line),
  );
  await bench.write("faulty/articles.jsonl", [...lines, "{"].join("\n"));
  const { exitCode, stdout, stderr } = await publishPlain("faulty", "kv-faulty");
  expect(exitCode).toBe(1);
  expect(stdout).toContain("Published 1 article ");
  expect(stderr).toContain(
    'articles.jsonl:2: published: "soon" is not a date; write 2023-04-14 or 2023-04-14T08:00:00+08:00\n',
  );
  expect(stderr).toMatch(/^articles\.jsonl:3: is not JSON: .+; write one object a line/m);
  expect(stderr).toContain("2 rejections; the rest went in\n");
});

test("--quiet leaves only what is wrong", async () => {
  const { stdout, stderr } = await publishPlain("faulty", "kv-quiet", "--quiet");
  expect(stdout).toBe("");
  expect(
    stderr
      .split("\n")
      .filter(Boolean)
      .every((line) => /jsonl:\d|rejections/.test(line)),
  ).toBe(true);
});

test("a file of JSON Lines is published alone", async () => {
  const line = { title: "一", section: "news", published: "2026-04-01" };
  await bench.write("lines.jsonl", `${JSON.stringify({ id: "a", ...line })}\n\n`);
  const { exitCode, json } = await publishJson("lines.jsonl", "kv-jsonl");
  expect([exitCode, json["articles"]]).toEqual([0, 1]);
});

test("a content folder that lost most of its articles is refused with 1, and published with --force", async () => {
  await publishJson("site", "kv-drop");
  await bench.write(
    "half/site.toml",
    'title = "Half"\nlang = "en"\nid_authority = "h.example,2026"',
  );
  await bench.write(
    "half/a.md",
    "---\nid: a\ntitle: A\nsection: news\npublished: 2026-04-01\n---\nA.",
  );
  const refused = await publishJson("half", "kv-drop");
  expect(refused).toMatchObject({ exitCode: 1, json: { kind: "refused" } });
  expect(await publishJson("half", "kv-drop", "--force", "--allow-gone")).toMatchObject({
    exitCode: 0,
    json: { articles: 1 },
  });
});

test("a folder without a single article is refused, for it is mostly a wrong path", async () => {
  await bench.write("empty/notes.txt", "nothing");
  expect(await publishJson("empty", "kv-empty")).toMatchObject({
    exitCode: 1,
    json: { kind: "refused" },
  });
  expect(await releasesIn("kv-empty")).toEqual([]);
});

test("rollback shows the release before, again and by name, and says when there is none", async () => {
  const kv = ["--persist-to", bench.path("kv-back")];
  await bench.write("one.jsonl", manyLines(2, 20));
  await bench.write("two.jsonl", manyLines(3, 20));
  const one = await publishJson("one.jsonl", "kv-back");
  const two = await publishJson("two.jsonl", "kv-back");
  expect((await broadsheet(["rollback", ...kv])).stdout).toBe(
    `Went back from ${two.json["release"]} to ${one.json["release"]}.\n`,
  );
  expect((await releasesIn("kv-back")).find(({ isCurrent }) => isCurrent)?.release).toBe(
    one.json["release"],
  );
  expect((await broadsheet(["rollback", two.json["release"] ?? "", ...kv])).exitCode).toBe(0);
  const unknown = await broadsheet(["rollback", "20200101T000000Z-aaaaaaaa", ...kv]);
  expect([unknown.exitCode, unknown.stderr]).toEqual([
    1,
    expect.stringContaining("there is no release 20200101T000000Z-aaaaaaaa"),
  ]);
});

test("gc deletes nothing that is young", async () => {
  const { stdout, exitCode } = await broadsheet(["gc", "--persist-to", bench.path("kv-back")]);
  expect([exitCode, stdout]).toEqual([
    0,
    expect.stringMatching(
      /^Deleted 0 releases, 0 blobs, 0 media files\.\nKept 2 releases and what they need:\n {2}\S+ {2}readers see it\n {2}\S+ {2}\S.*\nKept \d+ values that no release needs, for they are younger than a day\.\n$/,
    ),
  ]);
});

test("check reports what publish would reject, and publishes nothing", async () => {
  const { exitCode, stdout, stderr } = await broadsheet(["check", bench.path("faulty")]);
  expect(exitCode).toBe(1);
  expect(stdout).toBe("Faulty: 1 article, 1 section, 0 media files could be published.\n");
  expect(stderr).toContain("articles.jsonl:2: published: ");
});

test("a publication that is killed while it writes leaves no release, and the next run writes only what is missing", async () => {
  await bench.write("many.jsonl", manyLines(300, 2_000));
  const args = ["publish", bench.path("many.jsonl"), "--persist-to", bench.path("kv-killed")];
  const child = startBroadsheet(args);
  for await (const line of createInterface({ input: child.stderr as Readable })) {
    if (line.startsWith("writing: ")) child.kill("SIGKILL");
  }
  if (child.signalCode === null && child.exitCode === null) await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
  expect(await releasesIn("kv-killed")).toEqual([]);

  const resumed = await publishJson("many.jsonl", "kv-killed");
  const whole = await publishJson("many.jsonl", "kv-whole");
  const [after, alone] = [resumed.json, whole.json];
  expect(after["articles"]).toBe(300);
  expect(after["skipped"]).toBeGreaterThan(0);
  expect(Number(after["written"]) + Number(after["skipped"])).toBe(alone["written"]);
  expect(String(after["release"]).slice(-8)).toBe(String(alone["release"]).slice(-8));
});

test.each([
  ['title = "cut short', "is not TOML"],
  ['title = "A"\nid_authority = "nonsense"', "is not an authority"],
])("with settings such as %j nothing is published", async (settings, reason) => {
  await bench.write("broken/site.toml", settings);
  await bench.write(
    "broken/news/1.md",
    "---\nid: a\ntitle: A\nsection: news\npublished: 2026-04-01\n---\nA.\n",
  );
  const { exitCode, json } = await publishJson("broken", "kv-broken");
  expect(exitCode).toBe(1);
  expect(json).toMatchObject({ kind: "refused", rejections: [{ file: "site.toml" }] });
  expect(JSON.stringify(json)).toContain(reason);
  expect(await releasesIn("kv-broken")).toEqual([]);
});
