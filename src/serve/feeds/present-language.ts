import type { Reader } from "#store/reader.ts";
import { readColumns } from "#searcher/recent-index.ts";
import type { QueryDocs } from "./query-feed.ts";

/** Thrown where nothing is found in a language that the site has under another tag. */
class OtherTag extends Error {
  readonly lang: string;

  constructor(lang: string) {
    super(`The site has this language as ${lang}`);
    this.lang = lang;
  }
}

/** What was found in a language, as it is. Only when that is nothing is it asked whether the site
 *  has the language under another tag, so that a feed that holds something costs nothing more.
 *  @throws {OtherTag} which `movedByTag` catches */
export async function foundIn(
  reader: Reader,
  lang: string | undefined,
  found: QueryDocs,
): Promise<QueryDocs> {
  if (lang === undefined || found.docs.length > 0) return found;
  const present = await presentLanguage(reader, lang);
  if (present === lang) return found;
  throw new OtherTag(present);
}

/** The answer to what failed since the site has the language under another tag; whatever else
 *  failed is thrown on.
 *  @param move  the way to the same with that tag */
export function movedByTag(error: unknown, move: (lang: string) => Response): Response {
  if (error instanceof OtherTag) return move(error.lang);
  throw error;
}

/** The tag under which the site has a language: Chinese alone has two names for one thing, `zh-CN`
 *  of old and `zh-Hans`. The tag itself where the site has it, or more than one that means it, or
 *  none. 1 KV read. */
export async function presentLanguage(reader: Reader, tag: string): Promise<string> {
  const script = chineseScript(tag);
  if (script === undefined) return tag;
  const { langs } = await readColumns(reader);
  const known = Array.from({ length: langs.count }, (_, index) => langs.text(index));
  if (known.some((lang) => lang === tag || lang.startsWith(`${tag}-`))) return tag;
  const same = known.filter((lang) => chineseScript(lang) === script);
  const plain = `zh-${script}`;
  return same.includes(plain) ? plain : same.length === 1 ? same[0]! : tag;
}

/** The script of a Chinese tag that says more than `zh`, by its region where it names none. */
function chineseScript(tag: string): string | undefined {
  return /^zh-/i.test(tag) ? new Intl.Locale(tag).maximize().script : undefined;
}
