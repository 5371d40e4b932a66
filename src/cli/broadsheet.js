#!/usr/bin/env node
// `npx broadsheet …`, and what `npm run broadsheet -- …` runs. In a clone: the sources, by the Node of node_modules where that which runs this is too old for TypeScript. In an installed package: what was built of them.
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const isClone = existsSync(pathOf("main.ts"));
const major = Number.parseInt(process.versions.node, 10);

if (isClone && major < 24) await runSources();
else if (major >= 22) {
  // Before anything is read of it: then what Node makes of TypeScript is kept too.
  module.enableCompileCache?.(pathOf("../../node_modules/.cache/broadsheet"));
  await import(isClone ? "./main.ts" : "../../dist/cli.js");
} else {
  console.error(`broadsheet: Node ${process.versions.node} is too old; take 22 or newer`);
  process.exitCode = 2;
}

async function runSources() {
  const { spawn } = await import("node:child_process");
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
