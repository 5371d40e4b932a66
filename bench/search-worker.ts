/**
 * The Worker that is measured: it holds an index in memory, ours in blobs or MiniSearch's as JSON text, and has opened neither when the
 * first search comes. So what is measured is what a cold isolate does beside waiting for KV.
 */
import MiniSearch from "minisearch";
import { INDEX_OPTIONS, type IndexedFields } from "#search/format/options.ts";
import type { IndexRoot } from "#search/format/root.ts";
import { warmUp } from "#search/warm/warm-up.ts";
import { searchWith } from "./search-ours.ts";

declare const WARM: boolean;

const warmed = WARM ? warmUp() : 0;
const held = new Map<string, Uint8Array>();
let root: IndexRoot | undefined;
let json = "";
let whole: MiniSearch<IndexedFields> | undefined;

// oxlint-disable-next-line import/no-default-export -- a Worker is the default export of its entry
export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const terms = searchParams.getAll("term");
    if (pathname === "/hold/json") json = await request.text();
    else if (pathname === "/hold/root") root = await request.json();
    else if (pathname.startsWith("/hold/"))
      held.set(pathname.slice("/hold/".length), new Uint8Array(await request.arrayBuffer()));
    else if (pathname === "/ours") return Response.json(ours(terms));
    else if (pathname === "/minisearch") return Response.json(minisearch(terms));
    return Response.json({ warmed });
  },
};

function ours(terms: readonly string[]): unknown {
  if (root === undefined) throw new Error("no index is held");
  return searchWith(root, (name) => blob(String(name)), terms, true);
}

function minisearch(terms: readonly string[]): unknown {
  whole ??= MiniSearch.loadJSON<IndexedFields>(json, INDEX_OPTIONS);
  const found = whole.search(terms.join("\n"), { tokenize: (text) => text.split("\n") });
  return { total: found.length, docs: found.slice(0, 10).map(({ id, score }) => ({ id, score })) };
}

function blob(name: string): Uint8Array {
  const bytes = held.get(name);
  if (bytes === undefined) throw new Error(`${name} is not held`);
  return bytes;
}
