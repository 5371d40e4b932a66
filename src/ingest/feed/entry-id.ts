import { percentDecoded } from "#model/address.ts";
import { hash32 } from "#model/hash.ts";
import { toArticleId } from "#model/name.ts";
import { quoted } from "#model/quoted.ts";
import { type Fault, isRejection } from "#model/rejection.ts";
import { flatString } from "#ingest/source/flat-string.ts";

/** What tells one entry of a source from another. */
export type EntryNames = {
  /** The address of the article, or one whose last part is its slug: its last part is the id, if it
   *  can be. */
  readonly address: string;
  /** What the source calls it; "" when it has no name for it. */
  readonly guid: string;
  /** What no other entry of the source has: its number there, or its link; "" when it has none. */
  readonly own: string;
  /** Something else that is its own, such as title and date. */
  readonly text: string;
};

/** Who an entry is. */
export type EntryIdentity = {
  readonly id: string;
  /** Absent when it has none, or another entry has it. */
  readonly guid?: string;
  /** The id that it would have if no other entry had it. */
  readonly wanted?: string;
  /** What the publisher should know of it. */
  readonly notices: readonly Fault[];
};

/** Gives the articles of a source ids that can stand in URLs, the same at every import. */
export type EntryIds = { identify(names: EntryNames): EntryIdentity };

/** Opens a register of ids for one source. Two entries never get the same id. An entry is known by
 *  its guid, unless two have the same one and differ in their number or link: then these tell them
 *  apart, and the guid stays with the first. What has no guid is known by link and text. */
export function createEntryIds(): EntryIds {
  const taken = new Set<string>();
  const byKey = new Map<string, string>();
  const holders = new Map<string, string>();
  const wantedBy = new Map<string, string>();

  function freeId(candidates: readonly string[], own: string): string {
    const hash = hash32(own).toString(36);
    const wanted = candidates.find(isId) ?? `entry-${hash}`;
    const tries = [wanted, `${wanted.slice(0, 180)}-${hash}`];
    for (let number = 2; ; number += 1) {
      const id = tries.shift() ?? `${wanted.slice(0, 160)}-${hash}-${number}`;
      if (taken.has(id)) continue;
      taken.add(flatString(id));
      if (id !== wanted) wantedBy.set(flatString(id), flatString(wanted));
      return flatString(id);
    }
  }

  function idOfKey(names: readonly string[], candidates: readonly string[], own: string): string {
    const key = flatString(JSON.stringify(names));
    const id = byKey.get(key) ?? freeId(candidates, own);
    byKey.set(key, id);
    return id;
  }

  /** Whether another entry holds the guid; else this one does from now on. */
  function isShared(guid: string, own: string): boolean {
    const holder = holders.get(guid);
    if (guid !== "" && !holder) holders.set(guid, flatString(own));
    return guid !== "" && own !== "" && !(holder === undefined || holder === own);
  }

  function named(identity: EntryIdentity): EntryIdentity {
    const wanted = wantedBy.get(identity.id);
    return wanted === undefined ? identity : { ...identity, wanted };
  }

  return {
    identify({ address, guid: given, own, text }) {
      const guid = flatString(given);
      if (isShared(guid, own)) {
        const id = idOfKey([guid, own], [fromAddress(address)], own);
        return named({ id, notices: [sharedGuid(guid)] });
      }
      const candidates = [fromAddress(address), fromAddress(guid), fromText(guid)];
      return named(
        guid
          ? { id: idOfKey([guid], candidates, guid), guid, notices: [] }
          : { id: idOfKey([own, text], candidates, own || address || text), notices: [] },
      );
    },
  };
}

function sharedGuid(guid: string): Fault {
  return {
    field: "guid",
    what: `${quoted(guid)} is the guid of another article of this source, and stays with that one`,
    fix: "have the source give each article a guid of its own",
  };
}

/** The last part of a URL's path without its ending, or, of a script, the number in its query:
 *  `/2023/04/hello.html` gives `hello`, `/view.php?id=123` and `/?p=123` give `123`. */
function fromAddress(address: string): string {
  const url = URL.parse(address);
  if (url === null) return "";
  const parts = percentDecoded(url.pathname)
    .split("/")
    .filter((part) => part && !INDEX.test(part));
  const last = parts.at(-1) ?? "";
  const number = [...url.searchParams.values()].find((value) => /^\d+$/.test(value));
  const isScript = last === "" || SCRIPT.test(last);
  return fromText(isScript && number !== undefined ? number : last.replace(ENDING, ""));
}

const INDEX = /^(?:index|default)\.\w+$/i;
const SCRIPT = /\.(?:php\d?|aspx?|jsp|cgi|do)$/i;
const ENDING = /\.(?:s?html?|php\d?|aspx?|jsp|cgi|do|md|json|xml)$/i;

function fromText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}._~-]+/gu, "-")
    .replace(/^[^\p{L}\p{N}]+|-+$/gu, "")
    .slice(0, 120);
}

function isId(text: string): boolean {
  return !isRejection(toArticleId(text));
}
