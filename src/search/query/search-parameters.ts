import { type Fault, isRejection, rejection, type Rejection } from "#model/rejection.ts";
import { type Filter, toFilter } from "./search-filter.ts";
import type { TermQuery } from "./term-query.ts";

/** What a client may say of a search, each as it stood in the URL. */
export type SearchParameters = Partial<
  Readonly<
    Record<
      | "q"
      | "section"
      | "tag"
      | "author"
      | "lang"
      | "after"
      | "before"
      | "on"
      | "sort"
      | "limit"
      | "page",
      string
    >
  >
>;

/** UTF-16 units of a query. design.md §5 */
export const MAX_QUERY = 4_096;
/** Results on a page. */
const MAX_LIMIT = 50;
/** Results that can be reached by pages. */
const MAX_REACH = 1_000;
const DEFAULT_LIMIT = 10;
const FILTERS = ["section", "tag", "author", "lang", "after", "before", "on"] as const;

/** What the parameters of a search say, each checked. */
export type GivenParameters = Pick<TermQuery, "sort"> & {
  readonly text: string;
  readonly limit: number;
  readonly page: number;
  readonly filters: readonly Filter[];
};

/** Reads the parameters of a search.
 *  @param timeZone  where a date begins
 *  @returns what they say, or a Rejection that names every one that is not right */
export function readParameters(
  parameters: SearchParameters,
  timeZone: string,
): GivenParameters | Rejection {
  const faults: Fault[] = [];
  const text = checked("q", toText) ?? "";
  const limit = checked("limit", (value) => toCount(value, MAX_LIMIT)) ?? DEFAULT_LIMIT;
  const page = checked("page", (value) => toCount(value, MAX_REACH)) ?? 1;
  const sort = checked("sort", toSort) ?? "relevance";
  const filters = FILTERS.map((name) =>
    checked(name, (value) =>
      // Whatever is no path of a section is none that is there, and nothing lies in it.
      name === "section" ? { section: value } : toFilter(name, value, timeZone),
    ),
  );
  if (page * limit > MAX_REACH)
    faults.push({ field: "page", what: `goes beyond the first ${MAX_REACH} results` });
  if (faults.length > 0) return rejection({}, ...faults);
  return { text, limit, page, sort, filters: filters.filter((filter) => filter !== undefined) };

  function checked<T>(
    field: keyof SearchParameters,
    check: (text: string) => T | Rejection,
  ): T | undefined {
    const given = parameters[field];
    if (given === undefined || given === "") return undefined;
    const value = check(given);
    if (!isRejection(value)) return value;
    faults.push(...value.faults.map((fault) => ({ ...fault, field })));
    return undefined;
  }
}

function toText(q: string): string | Rejection {
  if (q.length <= MAX_QUERY) return q;
  return fault(`is ${q.length} characters long`, `at most ${MAX_QUERY} are allowed`);
}

function toCount(text: string, max: number): number | Rejection {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= max) return count;
  return fault(`${JSON.stringify(text.slice(0, 40))} is not a number from 1 to ${max}`);
}

function toSort(text: string): TermQuery["sort"] | Rejection {
  if (text === "relevance" || text === "date") return text;
  return fault(`${JSON.stringify(text.slice(0, 40))} is no order`, "write relevance or date");
}

function fault(what: string, fix?: string): Rejection {
  return rejection({}, { what, ...(fix !== undefined && { fix }) });
}
