import { isRecord } from "#model/field.ts";
import { memoize } from "#model/memoize.ts";
import { booleanWord, plainWord } from "./boolean-word.ts";
import { bareName } from "./field-name.ts";
import type { Hiding } from "./findings.ts";
import { epochOf, readableMoment } from "./readable-moment.ts";
import {
  AUDIENCES,
  BEGINS,
  BEGINS_BESIDE,
  DOUBT_WHEN_FALSE,
  DOUBT_WHEN_SET,
  DOUBT_WHEN_TRUE,
  ENDS,
  HIDDEN,
  HIDE_BY_WORD,
  HIDE_WHEN_FALSE,
  HIDE_WHEN_SET,
  HIDE_WHEN_TRUE,
  MAY_HIDE_BY_WORD,
  MAY_HIDE_WHEN_FALSE,
  MAY_HIDE_WHEN_TRUE,
  SHOWN,
  SOME_READERS,
} from "./visibility-words.ts";

/** What the publisher said of a value: `visibility:members` is `published`. Keys are written by
 *  `answerKey`. */
export type VisibilityAnswers = ReadonlyMap<string, "published" | "draft">;

/** Whether readers may see an article, and since when. */
export type Visibility = {
  /** Empty when everybody may read it. */
  readonly hidings: readonly Hiding[];
  /** The moment from which it may be seen, as it is written; absent when nothing says so. */
  readonly notBefore?: string;
  /** The moment at which it shall go, where that is still to come. */
  readonly until?: string;
};

/** What a value of a field says. */
type Meaning = "shown" | "hidden" | "unset" | "doubt";

const TABLE: ReadonlyMap<string, (value: unknown) => Meaning> = new Map([
  ...each(HIDE_WHEN_TRUE, (value: unknown) => ofBoolean(value, "hidden", "shown")),
  ...each(HIDE_WHEN_FALSE, (value: unknown) => ofBoolean(value, "shown", "hidden")),
  ...each(DOUBT_WHEN_TRUE, (value: unknown) => ofBoolean(value, "doubt", "shown")),
  ...each(HIDE_BY_WORD, ofWord),
  ...each(MAY_HIDE_WHEN_TRUE, (value: unknown) => orUnset(ofBoolean(value, "hidden", "unset"))),
  ...each(MAY_HIDE_WHEN_FALSE, (value: unknown) => orUnset(ofBoolean(value, "unset", "hidden"))),
  ...each(MAY_HIDE_BY_WORD, (value: unknown) => orUnset(ofWord(value))),
  ...each(DOUBT_WHEN_FALSE, (value: unknown) => ofBoolean(value, "unset", "doubt")),
  ...each(DOUBT_WHEN_SET, (value: unknown) =>
    isSet(value) && booleanWord(value) !== false ? "doubt" : "unset",
  ),
  ...each(AUDIENCES, (value: unknown) => (SOME_READERS.test(stateWord(value)) ? "doubt" : "unset")),
  ...each("type layout", ofKind),
]);

/** Of a field that may be about something else only what is certain counts. */
function orUnset(meaning: Meaning): Meaning {
  return meaning === "hidden" ? meaning : "unset";
}

/** Matches a word for what is not shown among others: `drafts/post`, `private-post`, `加密文章`. */
const KEPT_KIND =
  /(?<![a-z])(?:drafts?|wip|private|hidden|unlisted|unpublished|secret|password|protected|encrypt(?:ed)?|members|paywall(?:ed)?)(?![a-z])|草稿|私密|加密|隐藏|隱藏/;

/** A layout or type: one for drafts hides; one that is named for what is not shown is a doubt. */
function ofKind(value: unknown): Meaning {
  const word = plainWord(value);
  if (/^(?:drafts?|草稿)$/.test(word)) return "hidden";
  return KEPT_KIND.test(word) ? "doubt" : "unset";
}

const BY_WORD: ReadonlySet<string> = new Set(HIDE_BY_WORD.split(" "));
const PASSWORDS: ReadonlySet<string> = new Set(HIDE_WHEN_SET.split(" "));
const BEGIN_FIELDS: ReadonlySet<string> = new Set(BEGINS.split(" "));
const END_FIELDS: ReadonlySet<string> = new Set(ENDS.split(" "));
const NO_MOMENT = /^(?:never|none|n\/a|-)$/;
/** These are also names of dates. */
const DATES_TOO: ReadonlySet<string> = new Set("published publish 发布 發布 發佈".split(" "));
/** `published` itself is the date, and begins nothing. */
const BEGIN_MOMENTS: ReadonlySet<string> = new Set(
  [...BEGIN_FIELDS, ...DATES_TOO, ...BEGINS_BESIDE.split(" ")].filter(
    (name) => name !== "published",
  ),
);
/** Matches what stands before a name that says the same without it: `isDraft`, `post_status`,
 *  `是否公开`. */
const BEFORE_NAME = /^(?:is|has|are|post|article|page|entry|content|是否|文章)(?=.)/;

/** Articles of one site have the same few fields. */
const FIELDS_KNOWN = 1_000;

/** The name by which the table knows a field, whatever its spelling, and whatever stands before
 *  it. */
const knownName = memoize((field: string): string => {
  const bare = bareName(field);
  const rest = bare.replace(BEFORE_NAME, "");
  return !isKnown(bare) && isKnown(rest) ? rest : bare;
}, FIELDS_KNOWN);

function isKnown(name: string): boolean {
  return [TABLE, PASSWORDS, BEGIN_FIELDS, END_FIELDS].some((names) => names.has(name));
}

/** Reads from the fields of an article whether everybody may see it, in what any generator or
 *  system means by them. What is empty is unset; what is not understood hides it as a doubt; fields
 *  that are not about visibility change nothing.
 *  @param now  milliseconds since 1970, by which what has expired is hidden
 *  @param answers  what the publisher said of values; each counts more than the table */
export function visibilityOf(
  fields: Readonly<Record<string, unknown>>,
  { now, answers = new Map() }: { readonly now: number; readonly answers?: VisibilityAnswers },
): Visibility {
  const all = withTables(fields);
  const found = all.flatMap(({ known, name, value }) =>
    hidingsBy(known, value, now).map((hiding) => ({ ...hiding, field: hiding.field || name })),
  );
  const answered = (answers.size > 0 ? all : [])
    .filter(({ name, value }) => answers.get(answerKey(name, plainWord(value))) === "draft")
    .map(({ name, value }) => ({ field: name, value: plainWord(value), isDoubt: false }));
  const momentsOf = (names: ReadonlySet<string>): string[] =>
    all.flatMap(({ known, value }) => (names.has(known) && readableMoment(value)) || []);
  const [begins, ends] = [momentsOf(BEGIN_MOMENTS), momentsOf(END_FIELDS)];
  const [notBefore] = begins.sort((a, b) => epochOf(b) - epochOf(a));
  const [until] = ends.filter((end) => epochOf(end) > now);
  return {
    hidings: [
      ...answered,
      ...found.filter(({ field, value }) => !answers.has(answerKey(field, value))),
    ],
    ...(notBefore !== undefined && { notBefore }),
    ...(until !== undefined && { until }),
  };
}

/** Whether a field, however it is spelled, tells who may see an article, and when. */
export function isAboutVisibility(field: string): boolean {
  return isKnown(knownName(field));
}

type NamedField = { readonly known: string; readonly name: string; readonly value: unknown };

/** Tables that generators and themes put fields into. */
const TABLES: ReadonlySet<string> = new Set("extra params meta metadata custom".split(" "));

/** All fields, in whatever spelling, with those of the tables that generators put fields into. Of
 *  `draft: false` beside `Draft: true` nobody knows which one was meant, so that each counts. */
function withTables(fields: Readonly<Record<string, unknown>>): readonly NamedField[] {
  const named = (table: Readonly<Record<string, unknown>>): readonly NamedField[] =>
    Object.entries(table).map(([name, value]) => ({ known: knownName(name), name, value }));
  const whole = named(fields);
  const inner = whole
    .flatMap(({ known, value }) => (TABLES.has(known) && isRecord(value) ? named(value) : []))
    // A theme's own status is about something else.
    .filter(({ known }) => !BY_WORD.has(known));
  return [...whole, ...inner];
}

/** The reasons of one field to hide the article; without a name where it is the field's own. */
function hidingsBy(bare: string, value: unknown, now: number): readonly Hiding[] {
  if (bare === "build" && isRecord(value)) return ofBuild(value);
  const meaning = meaningOf(bare, value, now);
  // Most fields are about something else, and bodies are long.
  if (meaning !== "doubt" && meaning !== "hidden") return [];
  const shown = (plainWord(value) || (JSON.stringify(value) ?? "")).slice(0, 100);
  const hiding = { field: "", value: shown, isDoubt: meaning === "doubt" };
  if (hiding.isDoubt) return [hiding];
  if (PASSWORDS.has(bare)) return [{ ...hiding, value: "(set)" }];
  return [END_FIELDS.has(bare) ? { ...hiding, value: "(past)" } : hiding];
}

function meaningOf(bare: string, value: unknown, now: number): Meaning {
  if (PASSWORDS.has(bare)) return ofPassword(value);
  if (END_FIELDS.has(bare)) return ofMoment(value, now);
  // What has begun is seen.
  if (BEGIN_FIELDS.has(bare)) return ofMoment(value, -Infinity);
  // Eleventy writes no page where the permalink is false, Zola none where a page is not rendered.
  if (NOT_WHEN_FALSE.has(bare))
    return value !== 0 && booleanWord(value) === false ? "hidden" : "unset";
  const meaning = TABLE.get(bare)?.(value) ?? "unset";
  return meaning === "doubt" && isDateField(bare, value) ? "unset" : meaning;
}

const NOT_WHEN_FALSE: ReadonlySet<string> = new Set(["permalink", "render"]);

/** What is over by `now` is hidden. */
function ofMoment(value: unknown, now: number): Meaning {
  if (!isSet(value) || booleanWord(value) === false || NO_MOMENT.test(plainWord(value)))
    return "unset";
  const at = readableMoment(value);
  if (at === undefined) return "doubt";
  return epochOf(at) <= now ? "hidden" : "shown";
}

/** The key of an answer: the field whatever its spelling, and the value as a word.
 *  @example answerKey("Visibility", "Members") // "visibility:members" */
export function answerKey(field: string, value: string): string {
  return `${bareName(field)}:${plainWord(value)}`;
}

/** Reads `field:value=published` or `…=draft`; undefined when it is neither. */
export function readAnswer(text: string): readonly [string, "published" | "draft"] | undefined {
  const [, field = "", value = "", status] = /^([^:]+):(.*)=(published|draft)$/s.exec(text) ?? [];
  return status === "published" || status === "draft"
    ? [answerKey(field, value), status]
    : undefined;
}

function each<T>(names: string, meaning: T): readonly (readonly [string, T])[] {
  return names.split(" ").map((name) => [name, meaning] as const);
}

function ofBoolean(given: unknown, whenTrue: Meaning, whenFalse: Meaning): Meaning {
  const value = aloneIn(given);
  if (!isSet(value)) return "unset";
  const told = booleanWord(value);
  if (told !== undefined) return told ? whenTrue : whenFalse;
  const byWord = ofWord(value);
  return byWord === "shown" || byWord === "hidden" ? byWord : "doubt";
}

function ofWord(given: unknown): Meaning {
  const value = aloneIn(given);
  if (!isSet(value)) return "unset";
  const word = stateWord(value);
  if (booleanWord(value) === true) return "shown";
  if (booleanWord(value) === false) return "hidden";
  return SHOWN.has(word) ? "shown" : HIDDEN.has(word) ? "hidden" : "doubt";
}

/** A word as the lists have it: `In Review` and `in_review` are `in-review`. */
function stateWord(value: unknown): string {
  return plainWord(value).replace(/[\s_-]+/g, "-");
}

/** What stands alone in a list, or is none. */
function aloneIn(given: unknown): unknown {
  return Array.isArray(given) && given.length === 1 ? given[0] : given;
}

function ofPassword(value: unknown): Meaning {
  return !isSet(value) || booleanWord(value) === false ? "unset" : "hidden";
}

/** Hugo's `build`: what is never rendered or listed is seen by nobody; what is only linked or
 *  listed within its own section is seen by some. */
function ofBuild(build: Readonly<Record<string, unknown>>): readonly Hiding[] {
  return ["render", "list"].flatMap((name) => {
    const word = plainWord(build[name]);
    const isNever = word === "never" || booleanWord(build[name]) === false;
    return isNever || word === "link" || word === "local"
      ? [{ field: `build.${name}`, value: word, isDoubt: !isNever }]
      : [];
  });
}

function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isRecord(value) || plainWord(value) !== "";
}

/** What looks like a date is read, or refused, as a date. */
function isDateField(bare: string, value: unknown): boolean {
  return DATES_TOO.has(bare) && /\d/.test(plainWord(value));
}
