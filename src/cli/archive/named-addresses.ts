import { apart } from "./article-catalog.ts";
import type { Fault } from "#model/rejection.ts";
import { idFromPermalink } from "#ingest/source/permalink.ts";
import { flatString } from "#ingest/source/flat-string.ts";

type NamingPage = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly notices?: readonly Fault[];
};

/** The addresses that pages of an import name as their own. */
export type NamedAddresses = {
  /** The page, with the address at which it was found where it names one that a page of another
   *  title has named: then one of them is wrong, and both are articles.
   *  @param own  path and query at which it was found */
  settle<T extends NamingPage>(page: T, own: string): T;
};

/** Opens a register. */
export function createNamedAddresses(): NamedAddresses {
  const titles = new Map<string, string>();
  return {
    settle(page, own) {
      const { aliases, title } = page.fields;
      const named: unknown = Array.isArray(aliases) ? aliases[0] : undefined;
      if (typeof named !== "string" || typeof title !== "string") return page;
      const before = titles.get(named);
      titles.set(flatString(named), before ?? flatString(title));
      if (before === undefined || before === title) return page;
      const { id, ...others } = idFromPermalink(own);
      // Who named it first holds the address; this one's id tells it apart, whatever it says.
      const apartFields = named === own ? { id: apart(id, own), aliases: [] } : { id, ...others };
      return {
        ...page,
        fields: { ...page.fields, sequence: undefined, ...apartFields },
        notices: [...(page.notices ?? []), sharedAddress(named)],
      };
    },
  };
}

function sharedAddress(named: string): Fault {
  return {
    field: "permalink",
    what: `${named} is named by another article too, and leads to that one`,
    fix: "correct the canonical address of the one that is wrong",
  };
}
