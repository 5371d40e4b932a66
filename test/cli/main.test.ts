import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { broadsheet as program } from "#cli/program.ts";
import { PROJECT } from "#cli/wrangler/project.ts";
import { broadsheet, runOf, startByNpx } from "./command.ts";

test("every command has a help that says what it does and shows an example", async () => {
  const { commands } = await program();
  expect(commands.map((command) => command.name())).toEqual([
    "init",
    "import",
    "preview",
    "publish",
    "check",
    "doctor",
    "releases",
    "rollback",
    "purge",
    "gc",
    "export",
    "start",
  ]);
  for (const command of commands) {
    let help = "";
    command.configureOutput({ writeOut: (text) => void (help += text) });
    command.outputHelp();
    expect(help.replace(/\s+/g, " ")).toContain(command.description());
    expect(help).toMatch(/Examples:\n {2}npm (?:run broadsheet -- |start)/);
    for (const option of command.options) expect(option.description, option.flags).not.toBe("");
  }
});

test("what is typed is loaded alone; what is no command, and help, has all of them", async () => {
  const { commands } = await program();
  for (const command of commands) {
    const alone = (await program(command.name())).commands;
    expect(alone.map((one) => one.helpInformation())).toEqual([command.helpInformation()]);
  }
  for (const other of ["--help", "help", "pubish", "constructor"])
    expect((await program(other)).commands).toHaveLength(commands.length);
});

test("what Node made of the sources is kept for the next start", async () => {
  await broadsheet(["--version"]);
  const kept = join(PROJECT, "node_modules/.cache/broadsheet");
  expect(existsSync(kept) && readdirSync(kept)).not.toEqual([]);
});

test("help is no mistake: exit code 0, on stdout", async () => {
  const { exitCode, stdout, stderr } = await broadsheet(["--help"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Exit codes: 0 done");
});

test("npx runs the sources of a clone, from any Node, and hands on what they say and how they end", async () => {
  const told = await runOf(startByNpx(["releases", "--help"]));
  expect([told.exitCode, told.stderr]).toEqual([0, ""]);
  expect(told.stdout).toContain("Usage: broadsheet releases");
  const refused = await runOf(startByNpx(["check", "not-there"]));
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain("not-there: is not there; check the path");
});

const MISUSES = [
  { args: ["publish"], said: "missing required argument 'content'" },
  { args: ["pubish", "x"], said: "(Did you mean publish?)" },
  { args: ["publish", "x", "--persist"], said: "unknown option '--persist'" },
  { args: ["check", "not-there"], said: "not-there: is not there; check the path" },
  { args: ["check", "package.json"], said: "package.json: is neither a folder nor a .jsonl file" },
  {
    args: ["releases", "--persist-to", "package.json"],
    said: "package.json: cannot hold this machine's KV (ENOTDIR); give another folder with --persist-to",
  },
  {
    args: ["start", "--port", "http"],
    said: '--port: "http" is not a port; give a number from 1 to 65535',
  },
];

test.each(MISUSES)(
  "wrong usage ends with 2 and says what is wrong: $args",
  async ({ args, said }) => {
    const { exitCode, stdout, stderr } = await broadsheet(args);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
  },
);

test("a path counts from where the publisher stands, not from where npm runs the script", async () => {
  const { exitCode, stderr } = await broadsheet(["check", "seed-of-another-place"], {
    INIT_CWD: "/",
  });
  expect([exitCode, stderr]).toEqual([2, "seed-of-another-place: is not there; check the path\n"]);
  const seed = new URL("../../seed/", import.meta.url).pathname;
  const found = await broadsheet(["check", "articles/.."], { INIT_CWD: seed });
  expect(found.exitCode).toBe(0);
});
