import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { isRejection } from "#model/rejection.ts";
import { type Site, toSite } from "#model/site.ts";
import { buildIndex } from "#search/build/build.ts";
import type { SearchDocument } from "#search/format/document.ts";
import { toQuery } from "#search/query/query.ts";
import type { SearchResult } from "#search/run/run.ts";
import { searchBuilt } from "../search/oracle.ts";
import { seedDocuments } from "./seed-documents.ts";

/** A search over seed/ in process, as the Worker runs it: ids of the first `limit` hits, the best first. */
export function openSeedSearch(): (q: string, limit?: number) => readonly string[] {
  const { documents, find } = openSeed();
  return (q, limit = 10) => find(q, limit).docs.map(({ doc }) => documents[doc]!.id);
}

/** The articles of seed/, and a search over them that gives all that was found. */
export function openSeed(): {
  readonly documents: readonly SearchDocument[];
  readonly find: (q: string, limit?: number) => SearchResult;
} {
  const documents = seedDocuments();
  const built = buildIndex(documents);
  const site = seedSite();
  const find = (q: string, limit = 10): SearchResult => {
    const query = toQuery(
      { q, limit: String(limit) },
      { site, languages: built.root.languages ?? [] },
    );
    if (isRejection(query)) throw new TypeError(`${q} is no search`);
    const found = searchBuilt(built, query.lookup);
    return found.full > 0 || !query.slips ? found : searchBuilt(built, query.slips().lookup);
  };
  return { documents, find };
}

function seedSite(): Site {
  const site = toSite(
    parse(readFileSync(new URL("../../seed/site.toml", import.meta.url), "utf8")),
  );
  if (isRejection(site)) throw new TypeError("seed/site.toml is not right");
  return site;
}
