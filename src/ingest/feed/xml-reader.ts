import { Parser } from "htmlparser2";
import type { Fault } from "#model/rejection.ts";
import { usualPrefix, type XmlNode } from "./xml-tree.ts";

/** Elements nested deeper than this are refused: no feed has them, and attacks do. */
const MAX_DEPTH = 256;
/** Attributes of one element beyond this are refused. */
const MAX_ATTRIBUTES = 256;

/** Reads XML as it comes, in bounded memory: an element that is wanted is handed over whole when it
 *  ends, and forgotten. */
type XmlReader = {
  /** Takes the next part of the document. */
  write(chunk: string): void;
  /** Ends the document.
   *  @returns what made the reader stop before the end: a document that declares entities, or nests
   *  too deep */
  end(): Fault | undefined;
};

/** What a reader is told. */
type XmlHandler = {
  /** Whether the element is to be handed over when it ends, told by its name and its parent's; the
   *  root's parent is "". What lies around it never is. */
  readonly wants: (name: string, parent: string) => boolean;
  /** Takes a wanted element, and its ancestors, outermost first, with their attributes and without
   *  their children. */
  readonly take: (node: XmlNode, ancestors: readonly XmlNode[]) => void;
  /** Whether a document that ends in the middle is a fault, and the element in which it ends is not
   *  handed over; else what is there of it is. */
  readonly isWhole?: boolean;
};

/** A tolerant reader: what is not well-formed is read as far as it can be, external entities are
 *  never fetched, declared ones refuse the document. O(length).
 *  @see trust.md section 2 row 4 and the table of XML parsers */
export function createXmlReader({ wants, take, isWhole = false }: XmlHandler): XmlReader {
  const open: XmlNode[] = [];
  const scopes: ReadonlyMap<string, string>[] = [NO_PREFIXES];
  let wanted = -1;
  let fault: Fault | undefined;
  let attributes = 0;
  const lines = createLineCounter();
  const refuse = (what: string): void => {
    fault ??= { what, fix: "no feed needs this; ask who made the file" };
    parser.pause();
  };
  const parser = new Parser(
    {
      onopentagname() {
        attributes = 0;
      },
      onattribute() {
        // Refused while they come: to gather 100,000 of them takes a second.
        attributes += 1;
        if (attributes > MAX_ATTRIBUTES)
          refuse(`has an element of more than ${MAX_ATTRIBUTES} attributes`);
      },
      onopentag(written, given) {
        const scope = scopeFrom(given, scopes.at(-1) ?? NO_PREFIXES);
        const node = nodeFrom(written, given, { scope, line: lines.at(parser.startIndex) });
        if (wanted < 0 && wants(node.name, open.at(-1)?.name ?? "")) wanted = open.length;
        else if (wanted >= 0) open.at(-1)?.children.push(node);
        open.push(node);
        scopes.push(scope);
        if (open.length > MAX_DEPTH) refuse(`nests deeper than ${MAX_DEPTH} elements`);
      },
      ontext(text) {
        if (wanted < 0) return;
        const children = open.at(-1)?.children;
        const last = children?.at(-1);
        if (children !== undefined && typeof last === "string")
          children[children.length - 1] = last + text;
        else children?.push(text);
      },
      onclosetag() {
        const node = open.pop();
        scopes.pop();
        if (node === undefined || open.length !== wanted) return;
        wanted = -1;
        take(node, open);
      },
      onprocessinginstruction(_name, data) {
        if (/<!ENTITY/i.test(data)) refuse("declares entities");
      },
    },
    { xmlMode: true },
  );
  return {
    write(chunk) {
      if (fault !== undefined) return;
      if (/<!ENTITY\s/i.test(chunk)) refuse("declares entities");
      else {
        lines.add(chunk);
        parser.write(chunk);
      }
    },
    end() {
      if (fault !== undefined) return fault;
      const cut = isWhole ? (open[wanted] ?? open[0]) : undefined;
      if (cut === undefined) parser.end();
      return cut && cutShort(cut);
    },
  };
}

function cutShort({ name, line }: XmlNode): Fault {
  const what = `is cut short: the ${name} that begins on line ${line} has no end`;
  return { what, fix: "export it again, or download it again" };
}

const NO_PREFIXES: ReadonlyMap<string, string> = new Map([["xml", "xml"]]);

/** The namespaces in force, by written prefix, as usual prefixes. */
function scopeFrom(
  attributes: Readonly<Record<string, string>>,
  outer: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const declared = Object.entries(attributes).filter(([name]) => /^xmlns(?::|$)/i.test(name));
  if (declared.length === 0) return outer;
  const pairs = declared.map(([name, uri]): [string, string] => {
    const prefix = name.slice(6);
    return [prefix, usualPrefix(uri) ?? prefix];
  });
  return new Map([...outer, ...pairs]);
}

type Naming = { readonly scope: ReadonlyMap<string, string>; readonly line: number };

function nodeFrom(
  written: string,
  attributes: Readonly<Record<string, string>>,
  { scope, line }: Naming,
): XmlNode {
  const names = new Map(
    Object.entries(attributes).map(([name, value]) => [
      name.includes(":") ? usualName(name, scope) : name,
      value,
    ]),
  );
  return { name: usualName(written, scope), attributes: names, children: [], line };
}

/** The name with the usual prefix of its namespace. RSS has none, written or not; Atom always has
 *  `atom:`. */
function usualName(written: string, scope: ReadonlyMap<string, string>): string {
  const colon = written.indexOf(":");
  const prefix = colon < 0 ? "" : written.slice(0, colon);
  const usual = scope.get(prefix) ?? prefix;
  return usual === "rss" || usual === ""
    ? written.slice(colon + 1)
    : `${usual}:${written.slice(colon + 1)}`;
}

/** Tells the line of an offset; offsets come in growing order. */
function createLineCounter() {
  const chunks: { readonly text: string; readonly start: number }[] = [];
  let total = 0;
  let line = 1;
  let counted = 0;
  return {
    add(text: string): void {
      chunks.push({ text, start: total });
      total += text.length;
    },
    at(offset: number): number {
      while (counted < offset) {
        const chunk = chunks[0];
        if (chunk === undefined) break;
        if (counted >= chunk.start + chunk.text.length) {
          chunks.shift();
          continue;
        }
        if (chunk.text.charCodeAt(counted - chunk.start) === 10) line++;
        counted++;
      }
      return line;
    },
  };
}
