/**
 * Elements nested deeper than this lose their tags and keep their text: readers' parsers give up at
 * 256.
 */
export const MAX_NESTING = 200;

/** Elements without content and end tag. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);

/** Elements that end an open paragraph when they begin. */
const ENDS_P: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre " +
    "section summary table ul"
  ).split(" "),
);
type Ending = { readonly ends: readonly string[]; readonly within: readonly string[] };
const HEADING: Ending = { ends: ["h1", "h2", "h3", "h4", "h5", "h6"], within: [] };
const DEFINITION: Ending = { ends: ["dd", "dt"], within: ["dl"] };
const READING: Ending = {
  ends: ["rb", "rp", "rt", "p", "li", "dd", "dt"],
  within: ["ruby", "rtc"],
};
/** The open elements that one ends when it begins, looked for as far up as one of `within`. */
const ENDS: Readonly<Record<string, Ending>> = {
  a: { ends: ["a"], within: [] },
  dd: DEFINITION,
  dt: DEFINITION,
  ...Object.fromEntries(HEADING.ends.map((name) => [name, HEADING])),
  li: { ends: ["li"], within: ["ol", "ul"] },
  rb: READING,
  rp: READING,
  rt: READING,
  rtc: { ends: [...READING.ends, "rtc"], within: ["ruby"] },
};
/** Elements that nothing inside them can close past. */
const WALLS: ReadonlySet<string> = new Set(["td", "th", "caption", "table"]);
const TABLE_PARTS: ReadonlySet<string> = new Set(
  "caption col colgroup tbody tfoot thead tr td th".split(" "),
);

/**
 * What must happen before an element can stand: `insert` it here, `open` another first, `close` the
 * open elements from `index` inwards first, or `skip` its tags, for it fits nowhere.
 */
export type NestingStep =
  | { readonly kind: "insert" }
  | { readonly kind: "open"; readonly name: string }
  | { readonly kind: "close"; readonly index: number }
  | { readonly kind: "skip" };

const INSERT: NestingStep = { kind: "insert" };

/**
 * The next step towards inserting element `name` (or `#text`) inside the open elements, so that
 * every HTML parser nests the result as it is written.
 * @param open names of the open elements, outermost first; O(their number)
 * @see https://html.spec.whatwg.org/#parsing-main-inbody, of which this is what matters for allowed
 *   elements
 */
export function stepTo(name: string, open: readonly string[]): NestingStep {
  const inner = inTable(name, open.at(-1) ?? "");
  if (inner === "close") return { kind: "close", index: open.length - 1 };
  if (inner !== undefined) return inner === "insert" ? INSERT : { kind: "open", name: inner };
  return TABLE_PARTS.has(name) ? toTable(open) : inFlow(name, open);
}

/**
 * The index of the open element that the end tag `name` closes, with all inside it; -1 when it
 * closes none.
 */
export function closedBy(name: string, open: readonly string[]): number {
  const walls = name === "table" ? NO_WALLS : TABLE_PARTS.has(name) ? TABLE : WALLS;
  for (let index = open.length - 1; index >= 0; index--) {
    const candidate = open[index] ?? "";
    if (candidate === name) return index;
    if (walls.has(candidate)) return -1;
  }
  return -1;
}
const TABLE: ReadonlySet<string> = new Set(["table"]);
const NO_WALLS: ReadonlySet<string> = new Set();

/** Whether the element is a part of a table. */
export function isTablePart(name: string): boolean {
  return TABLE_PARTS.has(name);
}

/**
 * What to do directly inside an element that holds nothing but parts of a table: `insert`, `close`
 * that element, or open the one named.
 */
type TableRule = {
  readonly named: Readonly<Record<string, string>>;
  readonly otherParts: string;
  readonly others: string;
};
const SECTION: TableRule = {
  named: { tr: "insert", td: "tr", th: "tr" },
  otherParts: "close",
  others: "tr",
};
const TABLE_RULES: Readonly<Record<string, TableRule>> = {
  table: {
    named: { tr: "tbody", td: "tbody", th: "tbody", col: "colgroup" },
    otherParts: "insert",
    others: "tbody",
  },
  colgroup: { named: { col: "insert" }, otherParts: "close", others: "close" },
  tbody: SECTION,
  thead: SECTION,
  tfoot: SECTION,
  tr: { named: { td: "insert", th: "insert" }, otherParts: "close", others: "td" },
};

function inTable(name: string, top: string): string | undefined {
  const rule = TABLE_RULES[top];
  if (rule === undefined) return undefined;
  return rule.named[name] ?? (TABLE_PARTS.has(name) ? rule.otherParts : rule.others);
}

/** A part of a table inside a cell or a caption ends that; outside a table it fits nowhere. */
function toTable(open: readonly string[]): NestingStep {
  const table = open.lastIndexOf("table");
  const index = open.findIndex((name, at) => at > table && name !== "table" && WALLS.has(name));
  return table < 0 || index < 0 ? { kind: "skip" } : { kind: "close", index };
}

function inFlow(name: string, open: readonly string[]): NestingStep {
  const { ends, within } = ENDS[name] ?? { ends: [], within: [] };
  const kin = innermost(open, ends, within);
  const paragraph = ENDS_P.has(name) ? innermost(open, ["p"], []) : -1;
  const index = Math.max(kin, paragraph);
  return index < 0 ? INSERT : { kind: "close", index };
}

/**
 * The innermost open element among `names`, as far up as a wall or one of `within`; -1 when there
 * is none.
 */
function innermost(
  open: readonly string[],
  names: readonly string[],
  within: readonly string[],
): number {
  if (names.length === 0) return -1;
  for (let index = open.length - 1; index >= 0; index--) {
    const candidate = open[index] ?? "";
    if (names.includes(candidate)) return index;
    if (WALLS.has(candidate) || within.includes(candidate)) return -1;
  }
  return -1;
}
