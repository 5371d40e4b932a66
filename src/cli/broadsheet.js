#!/usr/bin/env node
// `npx broadsheet …` in a clone: the sources, run by the Node of node_modules, as `npm run broadsheet -- …` does. The Node that npx found may be too old for TypeScript.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));
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
