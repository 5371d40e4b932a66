const MOST = 80;

/** What the publisher wrote, as a Rejection quotes it: a text in quotes and cut short, a number as
 *  it is, anything else by its kind. Never throws: a value may be a list in a list in a list, or
 *  hold itself, which `JSON.stringify` gives up on.
 *  @example quoted("soon") // "\"soon\"" */
export function quoted(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, MOST));
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "an object";
}
