import { toAlias } from "./article-part.ts";
import { isRecord } from "./field.ts";
import { quoted } from "./quoted.ts";
import { type Fault, isRejection, rejection, type Rejection } from "./rejection.ts";

/** Old paths with their query, and the paths of the site that they lead to. One `*` in an old path
 *  stands for one part of it, and for the same in the new one. */
export type Redirects = Readonly<Record<string, string>>;

/** The manifest holds them, which is read on every request. */
const MAX_REDIRECTS = 2_000;

/** Checks a table of redirects, `{ "/tag/*": "/tags/*" }`.
 *  @returns the table with its paths percent-encoded, or a Rejection that names what is wrong */
export function toRedirects(value: unknown): Redirects | Rejection {
  if (!isRecord(value)) return rejection({}, { what: "is not a table of old paths and new ones" });
  const pairs = Object.entries(value);
  if (pairs.length > MAX_REDIRECTS)
    return rejection(
      {},
      {
        what: `has ${pairs.length} paths`,
        fix: `at most ${MAX_REDIRECTS} are allowed; write /tag/*`,
      },
    );
  const faults: Fault[] = [];
  const table = pairs.flatMap(([from, to]) => {
    const [old, now] = [toAlias(from), typeof to === "string" && to.startsWith("/") && toAlias(to)];
    if (isRejection(old)) faults.push(...old.faults.map((fault) => ({ ...fault, at: [from] })));
    else if (now === false || isRejection(now))
      faults.push({
        what: `${from} leads to ${quoted(to)}, which is no path of the site`,
        fix: "write a path such as /sections/news",
        at: [from],
      });
    else if (old.split("*").length > 2 || now.split("*").length > old.split("*").length)
      faults.push({
        what: `${from} has a * too many`,
        fix: "write one, or one on both sides",
        at: [from],
      });
    else return [[old, now] as const];
    return [];
  });
  return faults.length > 0 ? rejection({}, ...faults) : Object.fromEntries(table);
}

/** A function that finds where an old path with its query leads, by any of its spellings; undefined
 *  where the table has none of them. A path that is written out goes before one with `*`.
 *  O(patterns) a spelling. */
export function createRedirects(
  redirects: Redirects,
): (spellings: readonly string[]) => string | undefined {
  const patterns = Object.entries(redirects).flatMap(([from, to]) => {
    const [before, after] = from.split("*");
    return before === undefined || after === undefined ? [] : [{ before, after, to }];
  });
  const byPattern = (path: string): string | undefined => {
    for (const { before, after, to } of patterns) {
      if (!path.startsWith(before) || !path.endsWith(after)) continue;
      const part = path.slice(before.length, path.length - after.length);
      if (/^[^/?&#]+$/.test(part)) return to.replace("*", () => part);
    }
    return undefined;
  };
  return (spellings) => {
    const written = spellings.find((path) => Object.hasOwn(redirects, path));
    if (written !== undefined) return redirects[written];
    return spellings.map(byPattern).find((to) => to !== undefined);
  };
}
