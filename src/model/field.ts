import { isRejection, type Fault, type Rejection } from "./rejection.ts";

/** A reader of one object's fields, which gathers every fault instead of stopping at the first. */
export type Fields = {
  /** Everything found wrong so far. */
  readonly faults: Fault[];
  /** The field as the publisher wrote it. */
  raw(field: string): unknown;
  /** The field, or undefined where it is absent, null or a text of nothing but spaces, as templates
   *  leave it. */
  given(field: string): unknown;
  /** A text that must be there, trimmed, at most `max` UTF-16 units; "" after a fault. */
  required(field: string, max?: number): string;
  /** A text, trimmed; undefined when absent or empty. A number counts as its digits. */
  optional(field: string, max?: number): string | undefined;
  /** A list of texts, trimmed, empty ones and repeats dropped; a text alone is a list of one. */
  list(field: string): readonly string[];
  /** A field checked by a `toX`: its Rejection's faults are noted under the field's name. */
  checked<T>(field: string, check: (value: unknown) => T | Rejection): T | undefined;
  /** A field that must be there, checked by a `toX`. */
  needed<T>(field: string, check: (value: unknown) => T | Rejection): T | undefined;
  /** Notes a fault.
   *  @param at  as a Fault has it */
  fault(field: string, what: string, fix?: string, at?: Fault["at"]): void;
};

const MAX_TEXT = 2_000;
/** Items that any list of an article may have: tags, authors, aliases, attachments, … */
export const MAX_LIST = 200;

/** Reads the fields of `value`, which must be an object.
 *  @param value  anything; something other than an object is one fault */
export function fieldsOf(value: unknown): Fields {
  const faults: Fault[] = [];
  // A record once it is known to be an object that is neither null nor a list.
  const record = isRecord(value) ? value : {};
  if (!isRecord(value)) faults.push({ what: "is not an object with fields" });
  const raw = (field: string): unknown =>
    Object.hasOwn(record, field) ? record[field] : undefined;
  const given = (field: string): unknown => {
    const found = raw(field);
    return found === null || (typeof found === "string" && found.trim() === "") ? undefined : found;
  };
  const fault: Fields["fault"] = (field, what, fix, at) => {
    // What has no fields need not be told of each that it lacks.
    if (!isRecord(value)) return;
    faults.push({ field, what, ...(fix !== undefined && { fix }), ...(at?.length && { at }) });
  };
  const text = (
    field: string,
    found: unknown,
    max: number,
    at?: Fault["at"],
  ): string | undefined => {
    const written = typeof found === "number" && Number.isFinite(found) ? String(found) : found;
    if (written === undefined || written === null) return undefined;
    if (typeof written !== "string") fault(field, "is not a text", undefined, at);
    else if (written.length > max)
      fault(field, `is ${written.length} characters long`, `at most ${max} are allowed`, at);
    else return written.trim() || undefined;
    return undefined;
  };
  const checked = <T>(field: string, check: (value: unknown) => T | Rejection): T | undefined => {
    const found = given(field);
    if (found === undefined) return undefined;
    const outcome = check(found);
    if (!isRejection(outcome)) return outcome;
    for (const inner of outcome.faults) fault(field, inner.what, inner.fix, wayTo(inner));
    return undefined;
  };
  return {
    faults,
    raw,
    given,
    fault,
    optional: (field, max = MAX_TEXT) => text(field, raw(field), max),
    required(field, max = MAX_TEXT) {
      const before = faults.length;
      const found = text(field, raw(field), max);
      if (found === undefined && faults.length === before) fault(field, "is missing");
      return found ?? "";
    },
    list(field) {
      const found = given(field);
      const items: readonly unknown[] = Array.isArray(found)
        ? found
        : found === undefined
          ? []
          : [found];
      if (items.length > MAX_LIST)
        fault(field, `has ${items.length} items`, `at most ${MAX_LIST} are allowed`);
      const texts = items
        .slice(0, MAX_LIST)
        .map((item, place) => text(field, item, MAX_TEXT, [place]));
      return [...new Set(texts.filter((item) => item !== undefined))];
    },
    checked,
    needed(field, check) {
      if (given(field) === undefined) fault(field, "is missing");
      return checked(field, check);
    },
  };
}

/** The way to what a fault means, from what has its field. */
export function wayTo({ field, at = [] }: Fault): NonNullable<Fault["at"]> {
  return field === undefined ? at : [field, ...at];
}

/** Whether `value` is an object with fields: not null, not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
