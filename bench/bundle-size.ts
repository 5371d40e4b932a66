import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The code of each Worker, gzipped, as `wrangler deploy` uploads it. Bytes.
 *  @see design.md §3: a small bundle starts fast, and shows when a dependency creeps in */
const BUDGETS = { "wrangler.toml": 200 * 1024, "wrangler.press.toml": 170 * 1024 };

/** Bundles the Workers as they are deployed, prints what they weigh, and ends with 1 when one is over its budget. */
function main(): void {
  const fits = Object.entries(BUDGETS).map(([config, budget]) => isWithin(config, budget));
  process.exitCode = fits.every(Boolean) ? 0 : 1;
}

function isWithin(config: string, budget: number): boolean {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-bundle-"));
  try {
    const root = join(import.meta.dirname, "..");
    const wrangler = join(root, "node_modules/.bin/wrangler");
    execFileSync(wrangler, ["deploy", "--config", config, "--dry-run", "--outdir", folder], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1" },
    });
    const modules = readdirSync(folder).filter((name) => !/\.map$|^README/.test(name));
    const sizes = modules.map((name) => {
      const code = readFileSync(join(folder, name));
      return { name, bytes: code.length, gzipped: gzipSync(code, { level: 9 }).length };
    });
    for (const { name, bytes, gzipped } of sizes)
      console.log(`${name}: ${kilobytes(bytes)}, gzipped ${kilobytes(gzipped)}`);
    const total = sizes.reduce((sum, { gzipped }) => sum + gzipped, 0);
    const isOver = total > budget || sizes.length === 0;
    console.log(
      `${config}: ${kilobytes(total)} gzipped, ${isOver ? "OVER" : "within"} ${kilobytes(budget)}`,
    );
    return !isOver;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

main();
