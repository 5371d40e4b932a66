import { parseAst } from "vitest/node";
import type { HouseFile } from "../test/house/house-files.ts";

/** A file with one small fault put into it. */
export type Mutant = {
  readonly path: string;
  /** Of the fault, from 1. */
  readonly line: number;
  /** The code that was there, and the code that is there now. */
  readonly from: string;
  readonly to: string;
  /** The whole file, with the fault. */
  readonly text: string;
};

/** What is looked at of a node of the syntax tree (ESTree). */
type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly operator?: string;
  readonly value?: unknown;
  readonly test?: Node | null;
  readonly left?: Node;
  readonly right?: Node;
  readonly argument?: Node;
  readonly prefix?: boolean;
};

type Edit = { readonly start: number; readonly end: number; readonly to: string };

/** Each operator, and what it becomes. */
const OPERATORS: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "&": "|",
  "|": "&",
  "<<": ">>",
  ">>": "<<",
  ">>>": "<<",
  "&&": "||",
  "||": "&&",
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "|=": "&=",
  "++": "--",
  "--": "++",
};

/** Every mutant of a file: a changed operator, number, truth value or condition. */
export function mutantsOf({ path, text }: HouseFile): readonly Mutant[] {
  const edits: Edit[] = [];
  walk(parseAst(text, { lang: "ts" }), (node) => edits.push(...editsOf(node, text)));
  return edits.map(({ start, end, to }) => ({
    path,
    line: text.slice(0, start).split("\n").length,
    from: text.slice(start, end),
    to,
    text: text.slice(0, start) + to + text.slice(end),
  }));
}

function editsOf(node: Node, text: string): readonly Edit[] {
  switch (node.type) {
    case "BinaryExpression":
    case "LogicalExpression":
    case "AssignmentExpression":
      return operatorEdit(node, text, node.left?.end ?? node.start, node.right?.start ?? node.end);
    case "UpdateExpression":
      return node.prefix === true
        ? operatorEdit(node, text, node.start, node.argument?.start ?? node.end)
        : operatorEdit(node, text, node.argument?.end ?? node.start, node.end);
    case "UnaryExpression":
      return node.operator === "!" ? [{ start: node.start, end: node.start + 1, to: "" }] : [];
    case "IfStatement":
    case "ConditionalExpression":
      return node.test ? ["true", "false"].map((to) => replaced(node.test as Node, to)) : [];
    case "Literal":
      return literalEdit(node);
    default:
      return [];
  }
}

function operatorEdit(node: Node, text: string, from: number, to: number): readonly Edit[] {
  const operator = node.operator ?? "";
  const changed = OPERATORS[operator];
  const start = text.indexOf(operator, from);
  if (changed === undefined || start < 0 || start + operator.length > to) return [];
  return [{ start, end: start + operator.length, to: changed }];
}

function literalEdit(node: Node): readonly Edit[] {
  if (typeof node.value === "boolean") return [replaced(node, String(!node.value))];
  if (typeof node.value === "number") return [replaced(node, String(node.value + 1))];
  return [];
}

function replaced({ start, end }: Node, to: string): Edit {
  return { start, end, to };
}

/** Visits every node that runs: types are left out. */
function walk(node: Node, visit: (node: Node) => void): void {
  if (node.type.startsWith("TS") && !/^TS(?:As|NonNull|Satisfies)/.test(node.type)) return;
  visit(node);
  for (const [key, child] of Object.entries(node)) {
    if (key === "typeAnnotation" || key === "typeArguments" || key === "returnType") continue;
    for (const each of Array.isArray(child) ? child : [child])
      if (each !== null && typeof each === "object" && "type" in each) walk(each as Node, visit);
  }
}
