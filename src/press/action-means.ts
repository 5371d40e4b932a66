import type { SiteDesk } from "./site-desk.ts";
import type { Tables } from "./tables.ts";

/** What actions work with. */
export type ActionMeans = {
  readonly kv: KVNamespace;
  readonly tables: Tables;
  readonly desk: SiteDesk;
  readonly now: () => number;
};
