import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openKeptTables } from "#cli/folder/kept-rows.ts";
import { openKeptWork } from "#cli/folder/kept-work.ts";

/** A workshop that counts what is written into it. */
function workshopOf() {
  const files = new Map<string, Uint8Array>();
  const written: string[] = [];
  const workshop = {
    recall: (key: string) => files.get(key),
    keep(key: string, bytes: Uint8Array) {
      written.push(key);
      files.set(key, bytes);
    },
  };
  return { workshop, files, written };
}

const KEYS = Array.from({ length: 200 }, (_, at) =>
  createHash("sha256").update(`${at}`).digest("base64url"),
);

test("rows are there again for the next run, by their keys, and in their own table alone", () => {
  const { workshop } = workshopOf();
  const first = openKeptTables(workshop);
  for (const key of KEYS) first.rowsOf("a").put(key, { key, text: '甘孜\n"],[' });
  first.finish();
  const next = openKeptTables(workshop);
  for (const key of KEYS) {
    expect(next.rowsOf("a").get(key)).toEqual({ key, text: '甘孜\n"],[' });
    expect(next.rowsOf("b").get(key)).toBeUndefined();
  }
  expect(next.rowsOf("a").get("none")).toBeUndefined();
});

test("a row is not there before the run ends that put it", () => {
  const { workshop } = workshopOf();
  const tables = openKeptTables(workshop);
  tables.rowsOf("a").put("k1-x", 1);
  expect(openKeptTables(workshop).rowsOf("a").get("k1-x")).toBeUndefined();
});

test("a run that asks for all and puts nothing writes nothing, and one row more writes one part", () => {
  const { workshop, written } = workshopOf();
  const runs = (more: readonly string[]) => {
    written.length = 0;
    const tables = openKeptTables(workshop);
    const rows = tables.rowsOf("a");
    for (const key of [...KEYS, ...more]) if (rows.get(key) === undefined) rows.put(key, key);
    tables.finish();
    return written.length;
  };
  expect(runs([])).toBeGreaterThan(1);
  expect(runs([])).toBe(0);
  expect(runs(["more-x"])).toBe(1);
  expect(runs(["more-x"])).toBe(0);
  expect(runs([])).toBe(1);
});

test("what nobody asked for is gone with the next run, and what was asked for stays as it was put", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-rows-"));
  try {
    const first = openKeptWork(folder);
    for (const key of KEYS) first.rowsOf("a").put(key, { list: [key] });
    first.sweep();
    const second = openKeptWork(folder);
    for (const key of KEYS.slice(0, 20)) {
      // Whoever gets a row may make something else of it.
      const row = second.rowsOf("a").get(key) as { list: string[] };
      row.list.push("changed");
    }
    second.sweep();
    const third = openKeptWork(folder).rowsOf("a");
    expect(KEYS.map((key) => third.get(key))).toEqual(
      KEYS.map((key, at) => (at < 20 ? { list: [key] } : undefined)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a row that is put again is the new one", () => {
  const { workshop } = workshopOf();
  for (const value of [1, 2]) {
    const tables = openKeptTables(workshop);
    tables.rowsOf("a").get("k-x");
    tables.rowsOf("a").put("k-x", value);
    tables.finish();
  }
  expect(openKeptTables(workshop).rowsOf("a").get("k-x")).toBe(2);
});
