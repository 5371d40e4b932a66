import { isRecord } from "#model/field.ts";
import { rejection, type Rejection } from "#model/rejection.ts";
import { RULED_LANGUAGES, type RuledLanguage } from "#text/analysis/word-rules.ts";
import { ANALYSIS, READABLE_ANALYSES } from "./options.ts";

/** Raised whenever the root or a blob changes its meaning. */
export const INDEX_FORMAT = 2;

/** A blob of lists of words, for words that occur nowhere. */
type WordsRef = {
  /** UTF-16 units of its shortest and of its longest words. */
  readonly shortest: number;
  readonly longest: number;
  /** The blob's index among the shards. */
  readonly shard: number;
};

/** A term with more postings than most, and how many. */
export type CommonTerm = readonly [term: string, postings: number];

/** The small part of an index that is always at hand: plain JSON, 3 to 7 KB for 10,000 articles. */
export type IndexRoot = {
  readonly format: typeof INDEX_FORMAT;
  /** The revision of the analyzer that made the terms: a query analysed by another one would miss
   *  them. */
  readonly analysis: string;
  /** Articles. */
  readonly documents: number;
  /** Field names in the order of their numbers. */
  readonly fields: readonly string[];
  /** Average field lengths, replayed in MiniSearch's order of additions. */
  readonly averageLengths: readonly number[];
  /** Sums of field lengths, for an index of two parts. */
  readonly totalLengths: readonly number[];
  /** Languages of the articles, besides English, whose words are brought to terms by rules of their
   *  own: a query must try them all. Absent: none. */
  readonly languages?: readonly RuledLanguage[];
  /** The longest field lengths. */
  readonly longestLengths: readonly number[];
  /** Distinct terms. */
  readonly terms: number;
  /** The first term of each shard of terms, as written in the index; the lists of words lie behind
   *  them. */
  readonly firstTerms: readonly string[];
  readonly words: readonly WordsRef[];
  /** The commonest terms, the most postings first. */
  readonly common: readonly CommonTerm[];
  /** Checksum of each shard, then of the lists of words. */
  readonly checksums: readonly number[];
  readonly lengthsChecksum: number;
  readonly columnsChecksum: number;
};

/** Checks a root as a manifest holds it. O(shards) the first time, then O(1) for the same object.
 *  @returns the root, or a Rejection that says whether it is no root, or one of another format or
 *    another analysis */
export function toIndexRoot(value: unknown): IndexRoot | Rejection {
  if (isRecord(value) && checked.has(value)) return checked.get(value)!;
  const root = checkedRoot(value);
  if (isRecord(value)) checked.set(value, root);
  return root;
}

/** A manifest's root is the same object for all requests that it serves. */
const checked = new WeakMap<object, IndexRoot | Rejection>();

function checkedRoot(value: unknown): IndexRoot | Rejection {
  const where = { file: "index root" };
  if (!isRecord(value)) return rejection(where, { what: "is not the root of an index" });
  if (value["format"] !== INDEX_FORMAT) {
    return rejection(where, {
      what: `has format ${String(value["format"])}, not ${INDEX_FORMAT}`,
      fix: "publish again with this version",
    });
  }
  if (!READABLE_ANALYSES.some((analysis) => analysis === value["analysis"])) {
    return rejection(where, {
      what: `was made by analysis ${String(value["analysis"])}, not ${ANALYSIS}`,
      fix: "publish again with this version",
    });
  }
  const wrong = Object.entries(SHAPE).find(([field, isRight]) => !isRight(value[field]));
  if (wrong !== undefined)
    return rejection(where, { field: wrong[0], what: "is not as it was written" });
  // Each field has just been looked at.
  return value as unknown as IndexRoot;
}

const isCount = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 0;
const listOf =
  (isRight: (item: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(isRight);
const isRuledLanguage = (value: unknown): boolean =>
  RULED_LANGUAGES.some((language) => language === value);
const isText = (value: unknown): boolean => typeof value === "string";

const SHAPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  documents: isCount,
  fields: listOf(isText),
  averageLengths: listOf((item) => typeof item === "number"),
  totalLengths: listOf(isCount),
  longestLengths: listOf(isCount),
  languages: (value) => value === undefined || listOf(isRuledLanguage)(value),
  terms: isCount,
  firstTerms: listOf(isText),
  words: listOf(
    (item) =>
      isRecord(item) && ["shortest", "longest", "shard"].every((field) => isCount(item[field])),
  ),
  common: listOf((item) => Array.isArray(item) && isText(item[0]) && isCount(item[1])),
  checksums: listOf(isCount),
  lengthsChecksum: isCount,
  columnsChecksum: isCount,
};
