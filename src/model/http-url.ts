import type { Fields } from "./field.ts";

/** An absolute http or https URL, as the URL standard serialises it; a fault when it is something else. */
export function httpUrl(fields: Fields, field: string): string | undefined {
  const text = fields.optional(field);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password)
    return url.href;
  fields.fault(field, `${JSON.stringify(text.slice(0, 80))} is not an http or https URL`);
  return undefined;
}
