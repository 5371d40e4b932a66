import { parse as parseToml, TomlDate, TomlError } from "smol-toml";
import { parseDocument, visit } from "yaml";
import { isRecord } from "#model/field.ts";
import { parsedJson } from "#model/json.ts";
import { type Fault, type Place, rejection, type Rejection } from "#model/rejection.ts";

/** What stands before and after the second fence of a file. */
export type FrontMatter = {
  /** The fields as the publisher wrote them: numbers and dates are texts still, so that `007` and
   *  `2023-10` lose nothing. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The line of the file on which a top-level field stands; that of the first fence when it is not
   *  there. */
  readonly lineOf: (field: string) => number;
  readonly body: string;
  /** The line of the file on which the body begins. */
  readonly bodyLine: number;
};

/** Front matter is settings; more than this is something else. UTF-16 units. */
const MAX_HEAD = 32_000;

/** Splits a file at its `---` fences (YAML), `+++` fences (TOML) or `;;;` fences (JSON), or behind
 *  the object of JSON that it begins with, and reads what lies between.
 *  Never throws.
 *  @param text  with `\n` line ends
 *  @returns a Rejection with file and line when there is no front matter, or it cannot be read
 *  @see yaml: core schema of YAML 1.2, aliases limited, tags never run code */
export function readFrontMatter(text: string, place: Place): FrontMatter | Rejection {
  if (/^\{\s*["}]/.test(text)) return jsonAtStart(text, place);
  const fence = fenceAt(text);
  if (fence === undefined) {
    return rejection(place, {
      what: "has no front matter",
      fix: "begin the file with ---, the fields id, title, section and published, and --- again",
    });
  }
  const { opened, read: readHead, start, line: first } = fence;
  const found = start === 0 ? null : (ENDS[opened]?.exec(text.slice(start)) ?? null);
  if (found === null) {
    return rejection(
      { ...place, line: first },
      {
        what: `front matter that begins here never ends`,
        fix: `write ${opened} after its last line`,
      },
    );
  }
  const head = text.slice(start, start + found.index);
  const rest = start + found.index + found[0].length + 1;
  const read = head.length > MAX_HEAD ? TOO_LONG : readHead(head);
  if (!("fields" in read)) {
    const { line, ...fault } = read;
    return rejection({ ...place, line: line + first }, fault);
  }
  return {
    fields: read.fields,
    lineOf: (field) => lineOfField(head, field) + first,
    body: text.slice(rest),
    bodyLine: text.slice(0, rest).split("\n").length,
  };
}

/** Whether a text begins as front matter does, in any of its forms. */
export function hasFrontMatter(text: string): boolean {
  return /^\{\s*["}]/.test(text) || FENCE.test(text.slice(blankAbove(text)));
}

/** Matches `---`, `+++`, `;;;`, and `---json`, as Eleventy's fences name their language; refuses
 *  `--- text`. */
const FENCE =
  /^(---|\+\+\+|;;;)[\t ]*(?:(?<=^---)(yaml|yml|toml|json|js|javascript))?[\t ]*(?:\n|$)/;
type Fence = {
  readonly opened: string;
  readonly read: (head: string) => Head | HeadFault;
  /** Where the line after it begins, in UTF-16 units; 0 where there is none. */
  readonly start: number;
  /** Its line. */
  readonly line: number;
};

/** The fence that a text begins with; undefined where it begins with something else. */
function fenceAt(text: string): Fence | undefined {
  const above = blankAbove(text);
  const [, opened, format = ""] = FENCE.exec(text.slice(above)) ?? [];
  if (opened === undefined) return undefined;
  return {
    opened,
    read: READERS[FENCES[format] ?? opened] ?? fromYaml,
    start: text.indexOf("\n", above) + 1,
    line: text.slice(0, above).split("\n").length,
  };
}

/** The fences by which languages are read that stand behind `---`. */
const FENCES: Readonly<Record<string, string>> = {
  toml: "+++",
  json: ";;;",
  js: "js",
  javascript: "js",
};
/** Matches blank lines before a fence with a field behind it: Hugo passes over them. */
const BLANK_ABOVE =
  /^(?:[\t ]*\n)+(?=(?:---|\+\+\+|;;;)[\t ]*\n(?:#[^\n]*\n)*["']?[\p{L}_][^\n:=]{0,60}[:=])/u;

/** How many characters of blank lines stand before the first fence; none where they stand before a
 *  rule. */
function blankAbove(text: string): number {
  return BLANK_ABOVE.exec(text)?.[0].length ?? 0;
}

const ENDS: Readonly<Record<string, RegExp>> = {
  "---": /^(?:---|\.\.\.)[\t ]*$/m,
  "+++": /^\+\+\+[\t ]*$/m,
  ";;;": /^;;;[\t ]*$/m,
};
const READERS: Readonly<Record<string, (head: string) => Head | HeadFault>> = {
  "---": (head) => fromYaml(head),
  "+++": (head) => fromToml(head),
  // Hexo leaves the braces out.
  ";;;": (head) => fromJson(/^\s*\{/.test(head) ? head : `{${head.replace(/,\s*$/, "")}}`),
  js: () => NO_SCRIPT,
};
const NO_SCRIPT: HeadFault = {
  what: "front matter is a script, which is not run",
  fix: "write its fields as YAML, between --- and ---",
  line: 0,
};

/** Front matter of Hugo's JSON kind: an object at the beginning, without fences. */
function jsonAtStart(text: string, place: Place): FrontMatter | Rejection {
  const ends = [...text.slice(0, MAX_HEAD).matchAll(/\}[\t ]*(?:\n|$)/g)];
  for (const { 0: found, index } of ends) {
    const head = text.slice(0, index + 1);
    const read = fromJson(head);
    if (!("fields" in read)) continue;
    const rest = index + found.length;
    return {
      fields: read.fields,
      lineOf: (field) => Math.max(1, lineOfField(head.replace(/^[\t {]+/gm, ""), field)),
      body: text.slice(rest),
      bodyLine: text.slice(0, rest).split("\n").length,
    };
  }
  return rejection(
    { ...place, line: 1 },
    { what: NO_JSON.what, ...(NO_JSON.fix && { fix: NO_JSON.fix }) },
  );
}

/** A fault on a line counted from the first after the fence. */
type HeadFault = Fault & { readonly line: number };
type Head = { readonly fields: Readonly<Record<string, unknown>> };

const TOO_LONG: HeadFault = {
  what: `front matter is longer than ${MAX_HEAD} characters`,
  fix: "end it with its fence before the text begins",
  line: 0,
};
const NO_FIELDS: HeadFault = {
  what: "front matter is not a list of fields",
  fix: "write `field: value`, one a line",
  line: 1,
};

function fromYaml(head: string): Head | HeadFault {
  try {
    const document = parseDocument(head, { schema: "core", merge: true, logLevel: "silent" });
    const [error] = document.errors;
    if (error !== undefined) return yamlFault(error.message, error.linePos?.[0].line);
    visit(document, {
      Scalar(_key, node) {
        if (node.value !== null && node.source !== undefined) node.value = node.source;
      },
    });
    const fields: unknown = document.toJS({ maxAliasCount: 50 }) ?? {};
    return isRecord(fields) ? { fields } : NO_FIELDS;
  } catch (error) {
    // An unknown or excessive alias, or nesting that overflows: the library throws these.
    if (error instanceof ReferenceError || error instanceof RangeError)
      return yamlFault(error.message, 1);
    throw error;
  }
}

function yamlFault(message: string, line = 1): HeadFault {
  const what = (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:$/, "");
  return {
    what: `front matter is not YAML: ${what}`,
    fix: "put a value that holds ': ', '#', '@' or quotation marks in double quotes, and indent with spaces",
    line,
  };
}

function fromToml(head: string): Head | HeadFault {
  try {
    return {
      fields: withoutDates(parseToml(head, { maxDepth: 50, integersAsBigInt: "asNeeded" })),
    };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const what = (error.message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "");
    return {
      what: `front matter is not TOML: ${what}`,
      fix: 'write `field = "value"`, texts in double quotes',
      line: error.line,
    };
  }
}

const NO_JSON: HeadFault = {
  what: "front matter is not JSON",
  fix: "write one object, names and texts in double quotes",
  line: 1,
};

function fromJson(head: string): Head | HeadFault {
  const value = parsedJson(head);
  return isRecord(value) ? { fields: value } : NO_JSON;
}

/** The same fields with dates as texts, as they were written, and integers beyond 2^53 too. */
function withoutDates(table: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(plain);
  return isRecord(value) ? withoutDates(value) : value;
}

/** The line of `head` on which a top-level field stands, from 1; 0 when it is not there. */
function lineOfField(head: string, field: string): number {
  const name = field.split(/[.[:]/, 1)[0] ?? "";
  const lines = head.split("\n");
  return lines.findIndex((line) => /^["']?([^\s"':=]+)["']?\s*[:=]/.exec(line)?.[1] === name) + 1;
}
