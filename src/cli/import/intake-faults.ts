import type { Article } from "#model/article.ts";
import { isReserved } from "#model/own-route.ts";
import { type Fault, rejection, type Rejection } from "#model/rejection.ts";

/** One fault for all articles that have no date; one alone is named, where its own fault names it.
 */
export function undatedFault(more: number, { faults }: Rejection): Fault {
  const [, name = ""] = /( \(article .+\))$/.exec(faults[0]?.what ?? "") ?? [];
  const others = more > 0 ? `, and so have ${more.toLocaleString("en")} more` : name;
  return {
    field: "published",
    what: `has no date that could be found${others}`,
    fix: "give one date for all with --undated 2024-01-01, or take the files' with --dates mtime",
  };
}

/** The rejection with the article's id, where the place has no line: one file can hold thousands of
 *  articles. */
export function named(found: Rejection, id: unknown): Rejection {
  if (found.place.line !== undefined || typeof id !== "string") return found;
  const faults = found.faults.map((fault) => ({ ...fault, what: `${fault.what} (article ${id})` }));
  return rejection(found.place, ...faults);
}

/** Two articles of one source have one name and different texts. */
export function givenTwice(id: string): Fault {
  return {
    field: "id",
    what: `${id} comes twice with different text; the first is kept`,
    fix: "look at both in raw/",
  };
}

/** Another article has the id that this one would have. */
export function renamed(wanted: string, id: string): Fault {
  return {
    field: "id",
    what: `${wanted} is the id of another article, so that this one is ${id}`,
    fix: "nothing, if that is right: its address is made of the new id",
  };
}

/** The article without aliases that the site itself answers, and the fault that says so where it
 *  had any. */
export function withoutOwnRoutes(article: Article): readonly [Article, Fault?] {
  const ours = article.aliases.filter(isReserved);
  if (ours.length === 0) return [article];
  const what =
    ours.length === 1
      ? `${ours[0]} is a path that the site itself answers, and is left out`
      : `${ours.join(", ")} are paths that the site itself answers, and are left out`;
  const fault = { field: "aliases", what };
  return [{ ...article, aliases: article.aliases.filter((alias) => !ours.includes(alias)) }, fault];
}
