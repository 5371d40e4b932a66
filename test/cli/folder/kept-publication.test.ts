import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readContentAt } from "#cli/folder/content.ts";
import { openKeptWork } from "#cli/folder/kept-work.ts";
import { isRejection } from "#model/rejection.ts";
import { publish } from "#publish/write/publish.ts";
import { kvInMemory } from "../../reliability/kv-in-memory.ts";

const NOW = Date.UTC(2026, 10, 1);

type Fields = Readonly<Record<string, unknown>>;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "broadsheet-publication-"));
  writeFileSync(
    join(root, "site.toml"),
    'title = "报"\nurl = "https://news.example"\nlang = "zh-Hans"\nid_authority = "news.example,2026"\n',
  );
});
afterEach(() => rmSync(root, { recursive: true }));

const WORDS = ["甘孜", "稻城", "机场", "扩建", "newspaper", "search", "雪山", "公路"];

function fieldsOf(at: number): Fields {
  const text = Array.from({ length: 40 }, (_, word) => WORDS[(at * 7 + word * at) % 8]).join("，");
  const format = (["text", "html", "markdown"] as const)[at % 3];
  return {
    id: `a${at}`,
    title: `${WORDS[at % 8]}与${WORDS[(at >> 3) % 8]} ${at}`,
    section: `s${at % 5}`,
    published: new Date(NOW - (400 - at) * 3_600_000).toISOString(),
    tags: [WORDS[at % 8], WORDS[(at * 3) % 8]],
    aliases: [`/old/${at}.html`],
    format,
    body: format === "html" ? `<p onclick="x">${text}</p><p><a href="/a1">${text}</a></p>` : text,
  };
}

/** Publishes lines as the command does, in a state of its own or with nothing kept. */
function publisher(isKept: boolean) {
  const { kv, values } = kvInMemory();
  const folder = join(root, isKept ? "kept" : "nothing");
  let now = NOW;
  return {
    async publish(lines: readonly Fields[]) {
      const path = join(root, "a.jsonl");
      writeFileSync(path, lines.map((line) => JSON.stringify(line)).join("\n"));
      // Each publication is a process of its own.
      const work = isKept ? openKeptWork(folder) : undefined;
      const content = await readContentAt(path, undefined, { rowsOf: work?.rowsOf });
      if (isRejection(content)) throw new TypeError("it was not read");
      const { site, articles, media, originOf } = content;
      const outcome = await publish({
        kv,
        site,
        articles,
        media,
        full: false,
        allowGone: true,
        allowReappearing: true,
        now: (now += 60_000),
        ...(work && { workshop: { ...work, originOf } }),
      });
      if (isRejection(outcome)) throw new TypeError(JSON.stringify(outcome));
      work?.sweep(outcome.choice.part);
      return { part: outcome.choice.part, changes: outcome.changes };
    },
    stored: () => [...values()].map(({ key, bytes }) => [key, Buffer.from(bytes)] as const),
  };
}

const ALL = Array.from({ length: 60 }, (_, at) => fieldsOf(at));
const edited = (at: number, more: Fields): readonly Fields[] =>
  ALL.map((line, index) => (index === at ? { ...line, ...more } : line));

/** One after another; each from the first. */
const HISTORY: readonly (readonly Fields[])[] = [
  ALL,
  edited(31, { body: "，改" }),
  edited(32, { title: "雪山 Neu", tags: ["新"] }),
  [...ALL, { ...fieldsOf(70), id: "more" }],
  ALL.slice(0, 59),
  edited(10, { status: "withdrawn" }),
  edited(11, { section: "s9" }),
  edited(12, { aliases: ["/old/13.html"] }),
  edited(13, { lang: "en", summary: "A summary." }),
  edited(14, { format: "html", body: '<p>x</p><iframe src="https://e.example"></iframe>' }),
  ALL,
];

test("with what earlier processes kept, each publication writes what one without it writes", async () => {
  const [kept, without] = [publisher(true), publisher(false)];
  const parts = new Set<string>();
  for (const [step, lines] of HISTORY.entries()) {
    const told = await kept.publish(lines);
    expect(told, `step ${step}`).toEqual(await without.publish(lines));
    expect(kept.stored(), `step ${step}`).toEqual(without.stored());
    parts.add(told.part);
  }
  expect([...parts].sort()).toEqual(["full", "recent"]);
});
