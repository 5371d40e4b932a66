import { isRecord } from "#model/field.ts";

/** An object whose fields nobody has checked yet. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** The objects in the list that is `value`'s field `name`; none when there is no such list. For
 *  JSON that other programs gave us. */
export function recordsIn(value: unknown, name: string): readonly JsonFields[] {
  const list: unknown = isRecord(value) ? value[name] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
