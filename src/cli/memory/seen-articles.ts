import { flatString } from "#ingest/source/flat-string.ts";
import type { Article } from "#model/article.ts";
import { hash32 } from "#model/hash.ts";
import { addressesOf, apart } from "./article-catalog.ts";

/** The articles that came in one import, told apart by guid, address and text. */
export type SeenArticles = {
  /** Enters an article.
   *  @returns the id that it has here: its own, or another where a different article has that */
  enter(article: Article): {
    readonly id: Article["id"];
    readonly standing: "new" | "again" | "again-differently";
  };
};

type Seen = { readonly guid: string; readonly addresses: readonly number[]; readonly text: number };

/** Opens a register. */
export function createSeenArticles(): SeenArticles {
  const byId = new Map<string, Seen>();
  return {
    enter(article) {
      const seen = seenFrom(article);
      const own = article.guid ?? addressesOf(article)[0] ?? String(seen.text);
      let id: string = article.id;
      for (let before = byId.get(id); before !== undefined; before = byId.get(id)) {
        if (isSame(before, seen)) {
          byId.set(flatString(id), joined(before, seen));
          return {
            // An id with a hash behind it is one too.
            id: id as Article["id"],
            standing: before.text === seen.text ? "again" : "again-differently",
          };
        }
        id = id === article.id ? apart(id, own) : `${id}-2`;
      }
      byId.set(flatString(id), seen);
      return { id: id as Article["id"], standing: "new" };
    },
  };
}

function seenFrom(article: Article): Seen {
  return {
    guid: flatString(article.guid ?? ""),
    addresses: addressesOf(article).map(hash32),
    text: hash32(JSON.stringify([article.title, article.body, article.guid])),
  };
}

/** What came first, with the names that it lacked: a third may have others. */
function joined(first: Seen, again: Seen): Seen {
  const addresses = [...new Set([...first.addresses, ...again.addresses])];
  return { ...first, guid: first.guid || again.guid, addresses };
}

/** One guid or one address is one article; what has neither is known by its words. */
function isSame(one: Seen, other: Seen): boolean {
  if (one.guid && other.guid) return one.guid === other.guid;
  if (one.addresses.length > 0 && other.addresses.length > 0)
    return one.addresses.some((address) => other.addresses.includes(address));
  return one.text === other.text;
}
