#!/usr/bin/env node
// `npx broadsheet …`. In a clone: the sources, run by the Node of node_modules, as `npm run broadsheet -- …` does; the Node that npx found may be too old for TypeScript. In an installed package: what was built of them.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

if (existsSync(pathOf("main.ts"))) runSources();
else if (Number.parseInt(process.versions.node, 10) >= 22) await import("../../dist/cli.js");
else {
  console.error(`broadsheet: Node ${process.versions.node} is too old; take 22 or newer`);
  process.exitCode = 2;
}

function runSources() {
  const node = pathOf("../../node_modules/.bin/node");
  const flags = ["--disable-warning=ExperimentalWarning", pathOf("main.ts")];
  const child = spawn(node, [...flags, ...process.argv.slice(2)], { stdio: "inherit" });
  // Ctrl-C reaches both; the command ends by itself, and this with it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("error", (error) => {
    console.error(`broadsheet: ${error.message}; run npm ci first`);
    process.exitCode = 2;
  });
  child.on("exit", (code, signal) => {
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 2;
  });
}
