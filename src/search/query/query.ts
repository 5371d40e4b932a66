import { isRejection, type Rejection } from "#model/rejection.ts";
import type { Site } from "#model/site.ts";
import { foldText } from "#text/fold/fold.ts";
import { isQuestion } from "#text/fold/function-characters.ts";
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
import {
  type GivenParameters,
  readParameters,
  type SearchParameters,
} from "./search-parameters.ts";

/** A search that was understood. */
export type Query = Pick<CompiledQuery, "marks" | "phrases" | "isCut"> & {
  /** What was typed, as it was typed. */
  readonly text: string;
  /** What the index is asked. */
  readonly lookup: TermQuery;
  /** The search for titles of which what was typed is a misspelling in Chinese, for when no article
   *  matches fully; undefined where nothing can be looked for so. */
  readonly slips: (() => SlipSearch) | undefined;
  /** What was typed as an operator and could not be followed, as it was typed. */
  readonly ignored: readonly string[];
  /** Sections that were asked for and are not there, as they were asked for: nothing lies in
   *  them. */
  readonly unknownSections: readonly string[];
  /** The one Chinese word that is asked for, when cards can tell more of it than the index. */
  readonly word: string | undefined;
  readonly page: number;
  readonly limit: number;
};

/** What the index is asked for slips, and what highlights mark of it. */
type SlipSearch = Pick<Query, "lookup" | "marks">;

/** UTF-16 units of a query that are looked at, as it was typed and when it is folded: more than its
 *  32 terms need. What lies behind is left out, and the answer says so. */
const MAX_ANALYSED = 1_024;

/** What a search is understood with. */
export type QueryContext = {
  readonly site: Pick<Site, "synonyms" | "timeZone" | "recencyHalfLifeDays">;
  /** Languages of the articles that have stems of their own; English is always among them. */
  readonly languages?: readonly RuledLanguage[];
  /** Whether the search is one to follow, so that words stand for themselves alone. */
  readonly isFollowed?: boolean;
  /** The path that a section has now, maybe another than this one of before; undefined when there
   *  is none. By default all are there. */
  readonly presentSection?: (path: string) => string | undefined;
};

/** Understands a search: its parameters, and what is typed in `q`. Any `q` up to MAX_QUERY units is
 *  a search; an empty one finds every article that passes the filters. A filter typed in `q` that
 *  makes no sense counts as words, and is named as ignored.
 *  @returns the search, or a Rejection that names every parameter that is not right. O(length of q)
 */
export function toQuery(parameters: SearchParameters, context: QueryContext): Query | Rejection {
  const { presentSection = (path: string) => path } = context;
  const inside = sectionAsked(parameters, presentSection);
  const given = readParameters({ ...parameters, ...inside.given }, context.site.timeZone);
  if (isRejection(given)) return given;
  const { text, page, limit } = given;
  const looked = lookedAt(text);
  const typed = withFilters(parseQuery(looked), context.site.timeZone, presentSection);
  const otherWords = synonymsOf(context.site.synonyms);
  const isFollowed = context.isFollowed === true;
  const isWhole = looked.length === text.length;
  const compile = (withSlips: boolean): CompiledQuery =>
    compileQuery(typed, {
      synonyms: otherWords,
      languages: context.languages ?? [],
      isEnded: isFollowed || !isWhole || /\s$/.test(text),
      isExact: isFollowed,
      withSlips,
      ...(!isFollowed && !typed.hasOperators && { timeZone: context.site.timeZone }),
    });
  const { query, ...collected } = compile(false);
  const beside = { ...pageAsked(given, typed), ...sideAsked(looked, context.site) };
  const mayHaveSlips =
    !isFollowed && beside.partial && HAN_PAIR.test(looked) && !isQuestion(looked);
  return {
    ...collected,
    isCut: collected.isCut || !isWhole,
    text,
    ignored: [
      ...typed.ignored,
      ...typed.unfollowed,
      ...inside.unknown.map((name) => `section:${name}`),
    ],
    unknownSections: [...typed.unknownSections, ...inside.unknown],
    word: wordAsked(typed, otherWords),
    page,
    limit,
    lookup: {
      ...query,
      ...(isUnsearchable(typed, query) && { isUnsearchable: true }),
      ...beside,
    },
    slips: mayHaveSlips ? () => slipSearch(compile(true), beside) : undefined,
  };
}

/** Matches what can have a slip in Chinese. */
const HAN_PAIR = /\p{Script=Han}{2}/u;

function slipSearch(
  { query, marks }: CompiledQuery,
  beside: Omit<TermQuery, keyof CollectedTerms>,
): SlipSearch {
  return { lookup: { ...query, ...beside }, marks };
}

/** The part of a lookup that says which of what is found is wanted. */
function pageAsked(
  { sort, page, limit, filters }: GivenParameters,
  typed: ParsedQuery & { readonly accepted: readonly Filter[] },
): Pick<TermQuery, "filters" | "sort" | "partial" | "offset" | "limit"> {
  return {
    filters: distinctFilters([...filters, ...typed.accepted]),
    sort,
    partial: !typed.hasOperators,
    offset: (page - 1) * limit,
    limit,
  };
}

/** The part of a lookup that says what decides beside the words. */
function sideAsked(
  looked: string,
  { recencyHalfLifeDays }: QueryContext["site"],
): Pick<TermQuery, "script" | "halfLifeDays"> {
  const script = chineseScriptOf(looked);
  return {
    ...(script !== "zh" && { script }),
    ...(recencyHalfLifeDays !== undefined && { halfLifeDays: recencyHalfLifeDays }),
  };
}

/** Whether something was typed of which nothing can be looked up. */
function isUnsearchable({ groups }: ParsedQuery, query: CollectedTerms): boolean {
  return groups.length > 0 && query.sequence.length === 0 && !hasRefusal(query);
}

/** The section that a parameter names, by the path that it has now; and its name, when there is
 *  none. */
function sectionAsked(
  { section }: SearchParameters,
  presentSection: (path: string) => string | undefined,
): { readonly given: SearchParameters; readonly unknown: readonly string[] } {
  if (section === undefined || section === "") return { given: {}, unknown: [] };
  const present = presentSection(section);
  return present === undefined
    ? { given: {}, unknown: [shortened(section)] }
    : { given: { section: present }, unknown: [] };
}

/** Characters of the name of a section that is not there which are repeated. */
const MAX_REPEATED = 80;

function shortened(name: string): string {
  return name.length > MAX_REPEATED ? `${name.slice(0, MAX_REPEATED).toWellFormed()}…` : name;
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

function hasRefusal({ mustNot = [], mustNotUnverified = [] }: CollectedTerms): boolean {
  return mustNot.length + mustNotUnverified.length > 0;
}

/** The search with the typed filters that make sense; the others are words of it, and named. */
function withFilters(
  typed: ParsedQuery,
  timeZone: string,
  presentSection: (path: string) => string | undefined,
): ParsedQuery & Pick<Query, "ignored" | "unknownSections"> & { readonly accepted: Filter[] } {
  const unknownSections: string[] = [];
  const accepted: Filter[] = [];
  const ignored: string[] = [];
  const words: Clause[][] = [];
  for (const { name, value, negated, raw } of typed.filters) {
    const filter = toFilter(name, value, timeZone);
    if (isRejection(filter)) {
      ignored.push(raw);
      words.push([{ kind: "text", text: raw, negated: false }]);
      continue;
    }
    const { section } = filter;
    const present = section && presentSection(section);
    accepted.push({ ...filter, ...(present && { section: present }), ...(negated && { negated }) });
    if (section === undefined || present !== undefined) continue;
    ignored.push(raw);
    unknownSections.push(shortened(section));
  }
  return { ...typed, groups: [...words, ...typed.groups], accepted, ignored, unknownSections };
}
