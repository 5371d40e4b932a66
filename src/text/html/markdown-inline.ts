import { type SafeElement, type SafeNode, rawText } from "./safe-tree.ts";
import { collapsedSpace } from "./html-text.ts";

/** A stretch of Markdown, or where an emphasis begins or ends. */
type MarkdownPiece = string | { readonly tag: string; readonly isEnd: boolean };

const MARKS: Readonly<Record<string, string>> = {
  em: "*",
  i: "*",
  cite: "*",
  dfn: "*",
  strong: "**",
  b: "**",
  s: "~~",
  del: "~~",
};
/** What Markdown has no signs for, and takes as HTML. */
const AS_HTML: ReadonlySet<string> = new Set(["sub", "sup", "kbd", "mark"]);
/** Elements of which nothing is told: reading aids, which plain text leaves out too. */
const SILENT: ReadonlySet<string> = new Set(["rt", "rp", "rtc", "track", "source", "wbr"]);

/** Where a line ends within a block. */
export type LineEnd = "\\\n" | "<br>" | " ";

/** The Markdown of what stands in one block, on as many lines as it has.
 *  @param lineEnd  what a line break becomes
 *  @param page  the address that a link to a place in the article itself begins with */
export function inlineMarkdown(nodes: readonly SafeNode[], lineEnd: LineEnd, page: string): string {
  const pieces: MarkdownPiece[] = [];
  addAll(nodes, pieces, { lineEnd, page, isMarked: false });
  return joined(pieces)
    .replace(/ *\\\n *(?=\\\n|$)|^(?: |\\\n)+/g, "")
    .trim();
}

type InlineContext = {
  readonly lineEnd: LineEnd;
  readonly page: string;
  /** Whether an emphasis is open. */
  readonly isMarked: boolean;
};

function addPieces(node: SafeNode, pieces: MarkdownPiece[], around: InlineContext): void {
  if (typeof node === "string") addText(node, pieces);
  else if (MARKS[node.name] !== undefined || AS_HTML.has(node.name))
    addMarked(node, pieces, around);
  else if (!SILENT.has(node.name)) {
    const written = WRITERS[node.name]?.(node, around);
    if (written === undefined) addAll(node.children, pieces, around);
    else pieces.push(written);
  }
}

function addAll(nodes: readonly SafeNode[], pieces: MarkdownPiece[], around: InlineContext): void {
  for (const node of nodes) addPieces(node, pieces, around);
}

function addText(node: string, pieces: MarkdownPiece[]): void {
  const text = escaped(collapsedSpace(node));
  const last = pieces.at(-1);
  const isAfterSpace = last === undefined || (typeof last === "string" && /\s$/.test(last));
  pieces.push(isAfterSpace ? text.trimStart() : text);
}

/** What is marked: by signs, or by tags inside another mark, where signs would run together. */
function addMarked(node: SafeElement, pieces: MarkdownPiece[], around: InlineContext): void {
  const { name, children } = node;
  if (rawText(node).trim() === "") return addAll(children, pieces, around);
  const asHtml = MARKS[name] === undefined || around.isMarked;
  pieces.push(asHtml ? `<${name}>` : { tag: name, isEnd: false });
  addAll(children, pieces, { ...around, isMarked: true });
  pieces.push(asHtml ? `</${name}>` : { tag: name, isEnd: true });
}

type Writer = (node: SafeElement, around: InlineContext) => string | undefined;

/** Elements that become one stretch as a whole; undefined where one leaves no trace. */
const WRITERS: Readonly<Record<string, Writer>> = {
  br: (_, { lineEnd }) => lineEnd,
  code: (node) => codeSpan(rawText(node)),
  samp: (node) => codeSpan(rawText(node)),
  img: ({ attributes }) => `!${linkTo(attributes.get("src") ?? "", attributes.get("alt") ?? "")}`,
  a: linked,
  audio: played,
  video: played,
  iframe: played,
};

function linkTo(url: string, plain: string): string {
  return `[${escaped(collapsedSpace(plain))}](${target(url)})`;
}

/** Sound, film and frames as a link to them. */
function played(node: SafeElement): string | undefined {
  const { attributes, children } = node;
  const inside = children.find((child) => typeof child === "object" && child.attributes.has("src"));
  const url =
    attributes.get("src") ??
    (typeof inside === "object" ? inside.attributes.get("src") : undefined);
  return url === undefined ? undefined : linkTo(url, attributes.get("title") ?? url);
}

function linked({ attributes, children }: SafeElement, around: InlineContext): string | undefined {
  const href = attributes.get("href");
  if (href === undefined) return undefined;
  const pieces: MarkdownPiece[] = [];
  addAll(children, pieces, around);
  const text = joined(pieces).trim();
  const url = href.startsWith("#") ? around.page + href : href;
  return text === "" ? "" : `[${text}](${target(url)})`;
}

/** An address as the target of a link: nothing in it ends it. */
function target(url: string): string {
  return url.replace(/[\s()<>\\]/g, (character) =>
    character === "(" || character === ")"
      ? `%${character.charCodeAt(0).toString(16)}`
      : encodeURIComponent(character),
  );
}

function codeSpan(text: string): string {
  const code = text.replace(/\s+/g, " ");
  if (code.trim() === "") return code;
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(code) ? " " : "";
  return fence + pad + code + pad + fence;
}

/** Plain text in which nothing is taken for Markdown within a line.
 *  @example escaped("a*b [1] snake_case") // "a\\*b \\[1\\] snake_case" */
function escaped(text: string): string {
  return text
    .replace(/[\\`*[\]<]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/~(?=~)|(?<=~)~/g, "\\~")
    .replace(/&(?=#?\w{1,32};)/g, "\\&");
}

/** The pieces one after another, each emphasis by signs where Markdown takes those for what they
 *  are, and by tags where not, as beside Chinese punctuation: `**“新”**书` is no emphasis.
 *  @see CommonMark 0.31.2 section 6.2, flanking delimiter runs */
function joined(pieces: readonly MarkdownPiece[]): string {
  const out = pieces.map((piece) => (typeof piece === "string" ? piece : ""));
  const open: number[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === "string") continue;
    if (piece.isEnd) mark(out, pieces, { from: open.pop() ?? index, to: index, tag: piece.tag });
    else open.push(index);
  }
  return out.join("");
}

/** Writes one emphasis, whose signs stand at `from` and `to`. Blanks at its ends go outside. */
function mark(
  out: string[],
  pieces: readonly MarkdownPiece[],
  { from, to, tag }: { readonly from: number; readonly to: number; readonly tag: string },
): void {
  const [first, last] = [filled(out, from + 1, 1), filled(out, to - 1, -1)];
  const [head = "", whole = ""] = [out[first]?.trimStart(), out[first]];
  out[first] = head;
  const lead = whole.slice(0, whole.length - head.length);
  const tail = out[last] ?? "";
  out[last] = tail.trimEnd();
  const trail = tail.slice(out[last]?.length);
  const before = firstOf(lead) || lastOf(out[filled(out, from - 1, -1)]);
  const after = firstOf(trail) || following(out, pieces, to);
  const inside = [firstOf(out[first]), lastOf(out[last])] as const;
  const sign = canStand(before, inside, after) ? MARKS[tag] : undefined;
  out[from] = lead + (sign ?? `<${tag}>`);
  out[to] = (sign ?? `</${tag}>`) + trail;
}

/** What comes behind a place: a character, or the sign of an emphasis. */
function following(out: readonly string[], pieces: readonly MarkdownPiece[], to: number): string {
  const next = pieces.findIndex((piece, place) => place > to && piece !== "");
  return typeof pieces[next] === "object" ? "*" : firstOf(out[next]);
}

/** Whether signs around what begins and ends so open and close an emphasis. */
function canStand(
  before: string,
  [first, last]: readonly [string, string],
  after: string,
): boolean {
  const isOpening = !PUNCTUATION.test(first) || before === "" || BESIDE.test(before);
  const isClosing = !PUNCTUATION.test(last) || after === "" || BESIDE.test(after);
  return isOpening && isClosing && !/[*~]/.test(before + after + first + last);
}

const PUNCTUATION = /[\p{P}\p{S}]/u;
const BESIDE = /[\s\p{P}\p{S}]/u;

/** The next place, going by `step`, at which something stands; beyond the ends where nothing
 *  does. */
function filled(out: readonly string[], start: number, step: 1 | -1): number {
  let place = start;
  while (out[place] === "") place += step;
  return place;
}

function firstOf(text = ""): string {
  return /^./su.exec(text)?.[0] ?? "";
}

function lastOf(text = ""): string {
  return /.$/su.exec(text.slice(-2))?.[0] ?? "";
}
