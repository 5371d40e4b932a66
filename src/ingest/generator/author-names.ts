import { parseDocument } from "yaml";
import { textFromBytes } from "#ingest/source/byte-text.ts";
import type { RawFile } from "#ingest/source/raw-file.ts";
import { isRecord } from "#model/field.ts";

/** Where Docusaurus, Jekyll, Eleventy and Hugo keep what authors are called. */
const FILE = /(?:^|\/)authors\.(?:ya?ml|json)$/i;

/** The names of authors by the keys that articles have for them, out of a site's own list: empty
 *  where there is none, or it is damaged. JSON is YAML.
 *  @see https://docusaurus.io/docs/blog#global-authors */
export function authorNames(files: readonly RawFile[]): ReadonlyMap<string, string> {
  return new Map(
    files
      .filter(({ path }) => FILE.test(path))
      .flatMap(({ bytes }) => Object.entries(listIn(bytes)))
      .flatMap(([key, author]) => {
        const name = isRecord(author) ? author["name"] : author;
        return typeof name === "string" && name.trim() !== "" ? [[key, name.trim()] as const] : [];
      }),
  );
}

function listIn(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const decoded = textFromBytes(bytes);
  if (!("text" in decoded)) return {};
  const document = parseDocument(decoded.text, { schema: "core", logLevel: "silent" });
  if (document.errors.length > 0) return {};
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  return isRecord(value) ? value : {};
}
