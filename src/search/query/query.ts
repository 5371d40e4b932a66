import { type Fault, isRejection, rejection, type Rejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import { foldText } from "#text/fold/fold.ts";
import { chineseScriptOf } from "#text/analysis/language.ts";
import type { RuledLanguage } from "#text/analysis/word-rules.ts";
import type { Filter } from "./search-filter.ts";
import { compileQuery, type CompiledQuery } from "./query-compiler.ts";
import type { CollectedTerms } from "./term-collector.ts";
import { synonymsOf } from "./synonyms.ts";
import type { TermQuery } from "./term-query.ts";
import { wordAsked } from "./asked-word.ts";
import { distinctFilters, toFilter } from "./search-filter.ts";
import { type Clause, type ParsedQuery, parseQuery } from "./query-parser.ts";

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

/** A search that was understood. */
export type Query = Pick<CompiledQuery, "marks" | "phrases" | "isCut"> & {
  /** What was typed, as it was typed. */
  readonly text: string;
  /** What the index is asked. */
  readonly lookup: TermQuery;
  /** What was typed as an operator and could not be followed, as it was typed. */
  readonly ignored: readonly string[];
  /** The one Chinese word that is asked for, when cards can tell more of it than the index. */
  readonly word: string | undefined;
  readonly page: number;
  readonly limit: number;
};

/** UTF-16 units of a query. design.md §5 */
export const MAX_QUERY = 4_096;
/** UTF-16 units of a query that are looked at, as it was typed and when it is folded: more than its
 *  32 terms need. What lies behind is left out, and the answer says so. */
const MAX_ANALYSED = 1_024;
/** Results on a page. */
const MAX_LIMIT = 50;
/** Results that can be reached by pages. */
const MAX_REACH = 1_000;
const DEFAULT_LIMIT = 10;

/** What a search is understood with. */
export type QueryContext = {
  readonly site: Pick<Site, "synonyms" | "timeZone" | "recencyHalfLifeDays">;
  /** Languages of the articles that have stems of their own; English is always among them. */
  readonly languages?: readonly RuledLanguage[];
  /** Whether the search is one to follow, so that words stand for themselves alone. */
  readonly isFollowed?: boolean;
  /** Whether a section exists; by default all do. */
  readonly hasSection?: (path: string) => boolean;
};

/** Understands a search: its parameters, and what is typed in `q`. Any `q` up to MAX_QUERY units is
 *  a search; an empty one finds every article that passes the filters. A filter typed in `q` that
 *  makes no sense counts as words, and is named as ignored.
 *  @returns the search, or a Rejection that names every parameter that is not right. O(length of q)
 */
export function toQuery(parameters: SearchParameters, context: QueryContext): Query | Rejection {
  const { timeZone, synonyms, recencyHalfLifeDays } = context.site;
  const faults: Fault[] = [];
  const text = checked("q", toText) ?? "";
  const limit = checked("limit", (value) => toCount(value, MAX_LIMIT)) ?? DEFAULT_LIMIT;
  const page = checked("page", (value) => toCount(value, MAX_REACH)) ?? 1;
  const sort = checked("sort", toSort) ?? "relevance";
  const filters = FILTERS.map((name) => checked(name, (value) => toFilter(name, value, timeZone)));
  if (page * limit > MAX_REACH)
    faults.push({ field: "page", what: `goes beyond the first ${MAX_REACH} results` });
  if (faults.length > 0) return rejection({}, ...faults);
  const looked = lookedAt(text);
  const typed = withFilters(parseQuery(looked), context);
  const otherWords = synonymsOf(synonyms);
  const isFollowed = context.isFollowed === true;
  const { query, ...collected } = compileQuery(typed, {
    synonyms: otherWords,
    languages: context.languages ?? [],
    isEnded: isFollowed || looked.length < text.length || /\s$/.test(text),
    isExact: isFollowed,
  });
  const isUnsearchable =
    typed.groups.length > 0 && query.sequence.length === 0 && !hasRefusal(query);
  const script = chineseScriptOf(looked);
  const lookup: TermQuery = {
    ...query,
    ...(isUnsearchable && { isUnsearchable }),
    filters: distinctFilters([
      ...filters.filter((filter) => filter !== undefined),
      ...typed.accepted,
    ]),
    sort,
    partial: !typed.hasOperators,
    offset: (page - 1) * limit,
    limit,
    ...(script !== "zh" && { script }),
    ...(recencyHalfLifeDays !== undefined && { halfLifeDays: recencyHalfLifeDays }),
  };
  const isCut = collected.isCut || looked.length < text.length;
  const { ignored } = typed;
  const given = parameters.section ?? "";
  const isUnknown = given !== "" && context.hasSection?.(given) === false;
  return {
    ...collected,
    isCut,
    text,
    ignored: isUnknown ? [...ignored, `section:${given}`] : ignored,
    word: wordAsked(typed, otherWords),
    page,
    limit,
    lookup,
  };

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

/** The beginning of a query that is looked at. Few characters fold to more than one: ﷺ is eighteen.
 */
function lookedAt(text: string): string {
  let looked = text.slice(0, MAX_ANALYSED);
  for (;;) {
    const { length } = foldText(looked);
    if (length <= MAX_ANALYSED) return looked;
    looked = looked.slice(0, Math.floor((looked.length * MAX_ANALYSED) / length));
  }
}

const FILTERS = ["section", "tag", "author", "lang", "after", "before", "on"] as const;

function hasRefusal({ mustNot = [], mustNotUnverified = [] }: CollectedTerms): boolean {
  return mustNot.length + mustNotUnverified.length > 0;
}

/** The search with the typed filters that make sense; the others are words of it, and named. */
function withFilters(
  typed: ParsedQuery,
  { site: { timeZone }, hasSection = () => true }: QueryContext,
): ParsedQuery & { readonly accepted: readonly Filter[]; readonly ignored: readonly string[] } {
  const accepted: Filter[] = [];
  const ignored: string[] = [];
  const words: Clause[][] = [];
  for (const { name, value, negated, raw } of typed.filters) {
    const filter = toFilter(name, value, timeZone);
    if (isRejection(filter)) {
      ignored.push(raw);
      words.push([{ kind: "text", text: raw, negated: false }]);
    } else accepted.push(negated ? { ...filter, negated } : filter);
    if (!isRejection(filter) && filter.section !== undefined && !hasSection(filter.section))
      ignored.push(raw);
  }
  return { ...typed, groups: [...words, ...typed.groups], accepted, ignored };
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
