import type { Fields } from "./field.ts";
import { quoted } from "./quoted.ts";

/** Characters as serialised. */
const MAX_URL = 2_000;

/** An absolute http or https URL, as the URL standard serialises it; a fault when it is something
 *  else. Its length counts as serialised, so that what is accepted is accepted again. */
export function httpUrl(fields: Fields, field: string): string | undefined {
  const text = fields.optional(field);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password)
    fields.fault(field, `${quoted(text)} is not an http or https URL`);
  else if (url.href.length > MAX_URL)
    fields.fault(field, `is ${url.href.length} characters long`, `at most ${MAX_URL} are allowed`);
  else return url.href;
  return undefined;
}
