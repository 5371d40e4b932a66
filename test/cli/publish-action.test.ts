import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../house/house-files.ts";
import { type Bench, smallSite } from "./small-site.ts";

const ACTION = join(ROOT, ".github/actions/publish");
const ARTICLE = (id: string, section: string): string =>
  `---\nid: ${id}\ntitle: T${id}\nsection: ${section}\npublished: 2026-04-04\n---\nText.\n`;

const OLD_FEED = {
  version: "https://jsonfeed.org/version/1.1",
  title: "Old",
  items: [
    {
      id: "http://old.example/7",
      title: "七",
      content_html: "<p>正文</p>",
      date_published: "2026-04-05T00:00:00Z",
    },
  ],
};

let bench: Bench;
beforeAll(async () => {
  bench = await smallSite();
});
afterAll(() => bench.remove());

/** Runs the step of the action in the folder that a workflow would have checked out. */
function acted(env: Readonly<Record<string, string>>): Promise<{ code: number; stdout: string }> {
  const all = {
    ...process.env,
    INIT_CWD: undefined,
    CONTENT: "site",
    OPTIONS: `--persist-to ${bench.path("kv")}`,
    ...env,
  };
  return new Promise((resolve) => {
    const options = { cwd: bench.path("."), env: all };
    execFile(process.execPath, [join(ACTION, "publish.mjs")], options, (error, stdout) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout }),
    );
  });
}

test("sources are imported and published; an article in doubt is an annotation at its line, and stops nothing", async () => {
  await bench.write("site/news/bad.md", ARTICLE("bad", "nowhere"));
  await bench.write("export.json", JSON.stringify(OLD_FEED));
  const sources = `# by hand\n${bench.path("export.json")} --section talk\n`;
  const { code, stdout } = await acted({ SOURCES: sources });
  expect(stdout).toMatch(
    /^::warning file=site\/news\/bad\.md,line=4::section there is no section/m,
  );
  expect([code, stdout]).toEqual([0, expect.stringContaining("4 articles in release")]);
});

test("a source that cannot be read fails the run, after the rest is published", async () => {
  const { code, stdout } = await acted({ SOURCES: `${bench.path("none.xml")} --section talk` });
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^::error::.*none\.xml/m)]);
  expect(stdout).toContain("4 articles in release");
});

test("a run that publishes nothing fails, and says what readers see", async () => {
  const { code, stdout } = await acted({ CONTENT: "no-such-folder" });
  expect([code, stdout]).toEqual([1, expect.stringContaining("::error::Nothing was published")]);
});

test("action and workflows are YAML that names its inputs, files and environment", () => {
  const action = parse(readFileSync(join(ACTION, "action.yml"), "utf8")) as {
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly runs: {
      readonly steps: readonly { readonly env?: Readonly<Record<string, string>> }[];
    };
  };
  const used = JSON.stringify(action.runs)
    .match(/inputs\.(\w+)/g)
    ?.map((one) => one.slice(7));
  expect([...new Set(used)].toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  const script = readFileSync(join(ACTION, "publish.mjs"), "utf8");
  const given = action.runs.steps.flatMap(({ env = {} }) => Object.keys(env));
  for (const name of given) expect(script).toContain(name);
  for (const name of ["ci", "publish", "release"]) {
    const workflow: unknown = parse(
      readFileSync(join(ROOT, `.github/workflows/${name}.yml`), "utf8"),
    );
    expect(workflow).toMatchObject({ name, jobs: {} });
  }
});
