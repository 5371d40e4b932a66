/** Something that a search asks for or refuses, as it was typed. */
export type Clause = {
  readonly kind: "text" | "phrase";
  readonly text: string;
  /** Whether articles that have it are refused. */
  readonly negated: boolean;
  /** Where it must stand; anywhere when absent. */
  readonly field?: "title";
};

/** Filters that can be typed. */
export type FilterName = "author" | "tag" | "section" | "lang" | "before" | "after" | "on";

/** A filter that was typed into the search: `author:张三`. */
type TypedFilter = {
  readonly kind: "filter";
  readonly name: FilterName;
  readonly value: string;
  /** Whether articles that pass it are refused. */
  readonly negated: boolean;
  /** All of it, as it was typed. */
  readonly raw: string;
};

/** A search as it was typed, taken apart. */
export type ParsedQuery = {
  /** All must hold; of the clauses of one group any. */
  readonly groups: readonly (readonly Clause[])[];
  readonly filters: readonly TypedFilter[];
  /** Whether anything in it was more than words and filters. */
  readonly hasOperators: boolean;
  /** What stands between a filter and something else and cannot be followed: OR. */
  readonly unfollowed: readonly string[];
};

/** What stands between spaces or quotation marks. Matches `-title:"a b"`, `tag:甘孜`, `浙江`;
 *  refuses a space. Telephones write other quotation marks: in text these are those of names, and
 *  behind an operator they hold its value. */
const PART =
  /([-－−]?)(?:(title|author|tag|section|lang|before|after|on)[:：](?=\S))?(?:["＂]([^"＂]+)["＂]|(?<=[-－−:：])[“”„«「]([^“”„«»「」]+)[”“»」](?!\S)|(\S+))/giy;

/** What a search is made of. */
export type QueryPart = Clause | TypedFilter | Joint | Unfollowed;

/** A word in capitals that says how what stands around it is meant. */
type Joint = { readonly kind: "or" | "and" | "not" };

/** An OR with a filter at either end: filters must all hold. */
type Unfollowed = { readonly kind: "unfollowed" };

/** Takes a search apart: `"a phrase"`, `-word`, `OR`, `title:` `author:` `tag:` `section:` `lang:`
 *  `before:` `after:`. What is no operator by its form is text, so that any input is a search.
 *  O(length). */
export function parseQuery(q: string): ParsedQuery {
  const all = partsOf(q);
  const parts = all.filter((part) => part.kind !== "unfollowed");
  const groups: Clause[][] = [];
  for (const [index, part] of parts.entries()) {
    if (!isClause(part)) continue;
    const place = placeOf(parts, index);
    if (place === "alternative") groups.at(-1)?.push(part);
    else if (place === "continued") append(groups, part);
    else groups.push([part]);
  }
  return {
    groups,
    filters: parts.filter((part) => part.kind === "filter"),
    hasOperators: groups.some((group) => group.length > 1 || !group.every(isPlain)),
    unfollowed: all.length > parts.length ? ["OR"] : [],
  };
}

/** Whether a clause is an alternative to the one before, goes on with its text, or is one of its
 *  own. */
function placeOf(parts: readonly QueryPart[], index: number): "alternative" | "continued" | "new" {
  const before = parts[index - 1]?.kind === "and" ? index - 2 : index - 1;
  if (parts[before]?.kind === "or") return "alternative";
  const isWord = (at: number): boolean =>
    isPlain(parts[at]) && parts[at + 1]?.kind !== "or" && parts[at - 1]?.kind !== "or";
  return isWord(index) && isWord(before) ? "continued" : "new";
}

/** Whether a part is words that may stand anywhere, asked for by no operator. */
export function isPlain(part: QueryPart | undefined): boolean {
  return part?.kind === "text" && !part.negated && part.field === undefined;
}

/** Words that stand side by side are analysed side by side: `2023 年 4 月` is a date. */
function append(groups: Clause[][], clause: Clause): void {
  const last = groups.at(-1)?.[0];
  if (last) groups[groups.length - 1] = [{ ...last, text: `${last.text} ${clause.text}` }];
}

function partsOf(q: string): readonly QueryPart[] {
  const parts: QueryPart[] = [];
  for (let at = 0; at < q.length;) {
    PART.lastIndex = at;
    const match = PART.exec(q);
    if (match) parts.push(JOINTS.get(match[0]) ?? partFrom(match));
    at = match ? at + match[0].length : at + 1;
  }
  return withNegation(parts).map((part, index, all) => {
    const [before, after] = [all[index - 1], all[index + 1]];
    if (!isJoint(part) || (isClause(before) && isClause(after))) return part;
    const isBetween = isOperand(before) && isOperand(after);
    if (isBetween && part.kind === "or") return { kind: "unfollowed" };
    return { kind: "text", text: part.kind, negated: false };
  });
}

function isOperand(part: QueryPart | undefined): boolean {
  return part?.kind === "filter" || isClause(part);
}

/** The parts without each NOT that stands before something, which is refused then. What else joins
 *  stands between two clauses; at either end of a search it is a word. */
function withNegation(parts: readonly QueryPart[]): readonly QueryPart[] {
  return parts.flatMap((part, index) => {
    if (part.kind === "not" && !isJoint(parts[index + 1]) && index + 1 < parts.length) return [];
    const isRefused = parts[index - 1]?.kind === "not" && !isJoint(part);
    return isRefused ? { ...part, negated: true } : part;
  });
}

const JOINTS: ReadonlyMap<string, QueryPart> = new Map<string, QueryPart>([
  ["OR", { kind: "or" }],
  ["AND", { kind: "and" }],
  ["NOT", { kind: "not" }],
]);

function isJoint(part: QueryPart | undefined): part is Joint {
  return part?.kind === "or" || part?.kind === "and" || part?.kind === "not";
}

function isClause(part: QueryPart | undefined): part is Clause {
  return part?.kind === "text" || part?.kind === "phrase";
}

function partFrom(match: RegExpExecArray): QueryPart {
  const [raw, minus = "", typedName, straight, curly, word = ""] = match;
  return partOf({ raw, minus, name: typedName?.toLowerCase(), phrase: straight ?? curly, word });
}

/** What one part of a search consists of. */
type WrittenPart = {
  readonly raw: string;
  readonly minus: string;
  readonly name: string | undefined;
  /** What stands in quotation marks. */
  readonly phrase: string | undefined;
  readonly word: string;
};

function partOf({ raw, minus, name, phrase, word }: WrittenPart): QueryPart {
  // -40 is a number and --help an option: a minus refuses only what begins with a letter or a
  // quotation mark, or has a name.
  const isRefused = name !== undefined || phrase !== undefined || /^\p{L}/u.test(word);
  const negated = minus !== "" && isRefused;
  const value = phrase ?? (negated ? word : minus + word);
  const kind = phrase === undefined ? "text" : "phrase";
  if (name === undefined) return { kind, text: value, negated };
  if (name === "title") return { kind, text: value, negated, field: name };
  // The pattern has no other names.
  return { kind: "filter", name: name as FilterName, value, negated, raw };
}
