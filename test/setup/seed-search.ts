import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { isRejection } from "#model/rejection.ts";
import { type Site, toSite } from "#model/site.ts";
import { buildIndex } from "#search/build/build.ts";
import { toQuery } from "#search/query/query.ts";
import { searchBuilt } from "../search/oracle.ts";
import { seedDocuments } from "./seed-documents.ts";

/** A search over seed/ in process, as the Worker runs it: ids of the first `limit` hits, the best first. */
export function openSeedSearch(): (q: string, limit?: number) => readonly string[] {
  const documents = seedDocuments();
  const built = buildIndex(documents);
  const site = seedSite();
  return (q, limit = 10) => {
    const query = toQuery(
      { q, limit: String(limit) },
      { site, languages: built.root.languages ?? [] },
    );
    if (isRejection(query)) throw new TypeError(`${q} is no search`);
    const { docs } = searchBuilt(built, query.lookup);
    return docs.map(({ doc }) => documents[doc]!.id);
  };
}

function seedSite(): Site {
  const site = toSite(
    parse(readFileSync(new URL("../../seed/site.toml", import.meta.url), "utf8")),
  );
  if (isRejection(site)) throw new TypeError("seed/site.toml is not right");
  return site;
}
