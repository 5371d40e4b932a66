/** A field of foreign JSON as text, trimmed; a number gives its digits, for ids are often numbers;
 *  "" for anything else. */
export function textAt(record: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}
