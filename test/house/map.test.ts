import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { rooms } from "../../oxlint.config.ts";
import { filesIn, type HouseFile, ROOT } from "./house-files.ts";
import { importsOf } from "./import-graph.ts";

const sources = filesIn("src").filter(({ path }) => path.endsWith(".ts"));

/** The room of a source file, as the table names it. */
function roomOf(path: string): string {
  return posix.relative("src", posix.dirname(path)) || ".";
}

/** What the files of each room import: rooms, and packages. */
function importsByRoom(files: readonly HouseFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of files) {
    const room = roomOf(file.path);
    const names = importsOf(file).map((name) => (name.startsWith("src/") ? roomOf(name) : name));
    found.set(room, new Set([...(found.get(room) ?? []), ...names]));
  }
  return found;
}

const imported = importsByRoom(sources);

test("every folder of src is a room of the table, and every room of the table is a folder", () => {
  expect(Object.keys(rooms).sort()).toEqual([...imported.keys()].sort());
});

test.each(Object.entries(rooms))("%s imports from every room that its row names", (room, row) => {
  expect(row.from.filter((other) => !imported.get(room)?.has(other))).toEqual([]);
  expect(row.from.filter((other) => !(other in rooms))).toEqual([]);
});

test.each(Object.entries(rooms))("%s imports every package that its row names", (room, row) => {
  const names = [...(imported.get(room) ?? [])];
  const unused = (row.packages ?? []).filter(
    (pattern) => !names.some((name) => posix.matchesGlob(name, pattern)),
  );
  expect(unused).toEqual([]);
});

test("every package of the table is installed by us, not by a package of ours", () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  ) as Record<"dependencies" | "devDependencies", Record<string, string>>;
  const ours = new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]);
  const named = Object.values(rooms).flatMap(({ packages = [] }) => packages);
  expect(named.filter((name) => !/^(?:node|cloudflare):/.test(name) && !ours.has(name))).toEqual(
    [],
  );
});

test("docs/architecture.md describes every room of the table, with its packages, and no other", () => {
  const expected = Object.entries(rooms)
    .filter(([room]) => room !== ".")
    .map(([room, { packages = [] }]): [string, string[]] => [
      room,
      packages.filter((name) => !name.startsWith("node:")),
    ]);
  expect(new Map(describedRooms())).toEqual(new Map(expected));
});

/** Rooms and packages of the table `| room | it returns | packages |` of docs/architecture.md. */
function describedRooms(): (readonly [string, readonly string[]])[] {
  const lines = readFileSync(join(ROOT, "docs/architecture.md"), "utf8").split("\n");
  const begin = lines.findIndex((line) => line.startsWith("| room |"));
  const end = lines.findIndex((line, index) => index > begin && !line.startsWith("|"));
  return lines.slice(begin + 2, end).map((line) => {
    const [, room = "", , packages = ""] = line.split("|");
    const name = room.replaceAll(/[`\s]|\/$/g, "").replace(/\/$/, "");
    return [name, [...packages.matchAll(/`([^`]+)`/g)].map(([, each = ""]) => each)] as const;
  });
}

test("rooms are told from imports, across folders and within one", () => {
  const text = 'import a from "#text/html/a.ts";\nimport type { B } from "./b.ts";\nimport "hono";';
  expect(importsByRoom([{ path: "src/serve/http/c.ts", text }])).toEqual(
    new Map([["serve/http", new Set(["text/html", "serve/http", "hono"])]]),
  );
});
