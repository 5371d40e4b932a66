import type { Call } from "../store/local-kv.ts";

/** What goes wrong with one call of KV. */
export const FAULTS = [
  "fails",
  "hangs",
  "is slow",
  "cuts short",
  "flips a bit",
  "gives another value",
  "misses keys",
] as const;

/** One of FAULTS. */
export type Fault = (typeof FAULTS)[number];

/** Answers within a reader's patience, though not at once. Milliseconds. */
const SLOW_MS = 200;

/** KV of which single reads and bulk reads go wrong.
 *  @param faultOf  what is wrong with a call, told by its number, from 0, and its keys
 *  @param foreign  a value that is none of those asked for */
export function faultyReads(
  kv: KVNamespace,
  faultOf: (number: number, call: Call) => Fault | undefined,
  foreign: Uint8Array,
): { readonly kv: KVNamespace; readonly calls: readonly Call[] } {
  const calls: Call[] = [];
  const get = async (given: string | string[], options: { readonly type?: string }) => {
    const keys = [given].flat();
    const call: Call = { op: Array.isArray(given) ? "bulk" : "get", keys };
    calls.push(call);
    const fault = faultOf(calls.length - 1, call);
    if (fault === "fails") throw new Error("KV GET failed: 500 Internal Server Error");
    if (fault === "hangs") return new Promise(() => undefined);
    if (fault === "is slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    // The overloads of `get` are told apart by what is passed on as it came.
    const found = await (kv.get as (keys: unknown, options: unknown) => Promise<unknown>).call(
      kv,
      given,
      options,
    );
    const damaged = (value: unknown): unknown => damage(value, fault, foreign);
    return found instanceof Map
      ? new Map([...found].map(([key, value]) => [key, damaged(value)]))
      : damaged(found);
  };
  const faulty = new Proxy(kv, {
    get: (target, name) => (name === "get" ? get : Reflect.get(target, name)),
  });
  return { kv: faulty, calls };
}

function damage(value: unknown, fault: Fault | undefined, foreign: Uint8Array): unknown {
  if (fault === undefined || value === null) return value;
  if (fault === "misses keys") return null;
  if (typeof value === "string") return damagedText(value, fault, foreign);
  if (!(value instanceof ArrayBuffer)) return value;
  const bytes = new Uint8Array(value);
  if (fault === "cuts short") return value.slice(0, bytes.length / 2);
  if (fault === "gives another value") return foreign.slice().buffer;
  if (fault === "flips a bit") bytes[Math.floor(bytes.length * 0.7)]! ^= 4;
  return bytes.buffer;
}

function damagedText(text: string, fault: Fault, foreign: Uint8Array): string {
  if (fault === "cuts short") return text.slice(0, text.length / 2);
  if (fault === "gives another value") return new TextDecoder().decode(foreign);
  if (fault !== "flips a bit") return text;
  const at = Math.floor(text.length * 0.7);
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 4) + text.slice(at + 1);
}
