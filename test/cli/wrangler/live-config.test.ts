import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { devConfigs } from "#cli/wrangler/live-config.ts";

const OWN = 'name = "a"\n# script_name = "broadsheet-press"\n';
const BOUND =
  '[[durable_objects.bindings]]\nname = "PRESS"\nclass_name = "Press"\nscript_name = "broadsheet-press"\n';

let folder: string;
const names = (environment: Record<string, string> = {}): readonly string[] =>
  devConfigs(environment, join(folder, "wrangler.toml")).map((path) => basename(path));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-live-"));
  writeFileSync(join(folder, "wrangler.toml"), OWN);
  writeFileSync(join(folder, "wrangler.press.toml"), "");
});

afterEach(() => rmSync(folder, { recursive: true }));

test("without a secret of the admin API the Worker runs alone", () => {
  expect(names()).toEqual(["wrangler.toml"]);
  writeFileSync(join(folder, ".dev.vars"), "# ADMIN_TOKEN=x\nOTHER=y\n");
  expect(names()).toEqual(["wrangler.toml"]);
});

test("with a secret, in the environment or in .dev.vars, the second runs beside it, and is bound", () => {
  expect(names({ ADMIN_TOKEN: "x" })).toEqual([".wrangler.live.toml", "wrangler.press.toml"]);
  expect(readFileSync(join(folder, ".wrangler.live.toml"), "utf8")).toContain(BOUND);
  writeFileSync(join(folder, ".dev.vars"), "ADMIN_TOKEN_NEXT=x\n");
  expect(names()).toEqual([".wrangler.live.toml", "wrangler.press.toml"]);
});

test("a configuration that binds it is used as it is, and one without the second Worker too", () => {
  writeFileSync(join(folder, "wrangler.toml"), `name = "a"\n${BOUND}`);
  expect(names()).toEqual(["wrangler.toml", "wrangler.press.toml"]);
  rmSync(join(folder, "wrangler.press.toml"));
  expect(names({ ADMIN_TOKEN: "x" })).toEqual(["wrangler.toml"]);
});
