import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../house/house-files.ts";
import { type Bench, smallSite } from "./small-site.ts";

const text = readFileSync(join(ROOT, "docs/deploy.md"), "utf8");
const commands = [...text.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = ""]) =>
  block.trim().split("\n"),
);

let bench: Bench;
beforeAll(async () => {
  bench = await smallSite();
});
afterAll(() => bench.remove());

/** What is run of a command without an account: itself, itself on this machine, or its help. */
const HOW: readonly (readonly [pattern: RegExp, instead: (command: string) => string])[] = [
  [/^npm ci$/, () => "npm ci --dry-run --ignore-scripts --no-audit --no-fund"],
  [/^npm run deploy$/, () => "npm run deploy -- --dry-run"],
  [/^npx wrangler deploy(?: --dry-run)?$/, () => "npm run deploy -- --dry-run"],
  // That these work where the package is installed is held by package.test.ts.
  [/^npm install broadsheet$/, () => "npm pack --dry-run --ignore-scripts"],
  [/^npx broadsheet \w+/, (command) => `${command.split(" ").slice(0, 3).join(" ")} --help`],
  [/^npx wrangler (?:login|tail|rollback)$/, (command) => `${command} --help`],
  [/^npm run broadsheet -- (?:check|init) /, local],
  [
    /^npm run broadsheet -- (?:doctor|publish|releases|rollback) .*--remote$|^npm run broadsheet -- \w+ --remote$/,
    local,
  ],
  [/^curl -fs\w+ https:/, () => "curl --version"],
];

/** On this machine's KV, with a small site. */
function local(command: string): string {
  return command
    .replace("npm run broadsheet", "npm run --silent broadsheet")
    .replace(/init \S+/, `init ${bench.path("begun")}`)
    .replace("./content", bench.path("site"))
    .replace("--remote", `--persist-to ${bench.path("kv")}`);
}

function exitOf(command: string): Promise<number> {
  const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" };
  return new Promise((resolve) => {
    execFile("/bin/sh", ["-c", command], { cwd: ROOT, env }, (error) =>
      resolve(error === null ? 0 : Number(error.code ?? -1)),
    );
  });
}

test("every command of the way from an account to a subscriber runs, as far as it goes without one", async () => {
  expect(commands.length).toBeGreaterThan(10);
  const done = new Set<string>();
  for (const command of commands) {
    const how = HOW.find(([pattern]) => pattern.test(command));
    expect([command, how === undefined]).toEqual([command, false]);
    const instead = how![1](command);
    // A rollback needs a release before, which a small site has not.
    const expected = command.includes("broadsheet -- rollback") ? [0, 1] : [0];
    if (!done.has(instead)) expect(expected, instead).toContain(await exitOf(instead));
    done.add(instead);
  }
});

test("what the button needs is there: no id, a description of each binding, an example of the secrets", () => {
  const toml = readFileSync(join(ROOT, "wrangler.toml"), "utf8");
  expect(toml).not.toMatch(/^\s*(?:id|account_id|preview_id)\s*=/m);
  const { cloudflare, scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly cloudflare: { readonly bindings: Readonly<Record<string, unknown>> };
    readonly scripts: Readonly<Record<string, string>>;
  };
  const bound = [...toml.matchAll(/^\s*(?:binding = |\{ name = )"(\w+)"/gm)].map(
    ([, name]) => name,
  );
  const described = Object.keys(cloudflare.bindings);
  expect(bound.filter((name) => name !== "ASSETS" && !described.includes(name!))).toEqual([]);
  expect(described.filter((name) => !bound.includes(name) && !toml.includes(name))).toEqual([]);
  expect(scripts["deploy"]).toBe("wrangler deploy");
  expect(existsSync(join(ROOT, ".dev.vars.example"))).toBe(true);
});
