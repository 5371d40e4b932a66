import { percentDecoded } from "#model/address.ts";
import { hash32 } from "#model/hash.ts";
import { toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { flatString } from "#ingest/source/flat-string.ts";

/** Gives the articles of a source ids that can stand in URLs, the same at every import. */
export type EntryIds = {
  /** @param link  the address of the article: its last part is the id, if it can be
   *  @param guid  what the source calls it; "" when it has no name for it
   *  @param otherwise  something else that is its own, such as title and date */
  idFor(link: string, guid: string, otherwise: string): string;
};

/** Opens a register of ids for one source. Two entries never get the same id: the second gets a
 *  hash of its own behind it. What has the same guid is the same entry, and gets the same id
 *  again. */
export function createEntryIds(): EntryIds {
  const taken = new Set<string>();
  const byGuid = new Map<string, string>();
  return {
    idFor(link, given, otherwise) {
      const guid = flatString(given);
      const same = byGuid.get(guid);
      if (same !== undefined) return same;
      const own = guid || link || otherwise;
      const hash = hash32(own).toString(36);
      const id =
        [fromAddress(link), fromAddress(guid), fromText(guid), `entry-${hash}`].find(isId) ??
        `entry-${hash}`;
      const free = flatString(taken.has(id) ? `${id.slice(0, 180)}-${hash}` : id);
      taken.add(free);
      if (guid) byGuid.set(guid, free);
      return free;
    },
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
