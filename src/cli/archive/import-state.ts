import { join } from "node:path";
import { isRecord } from "#model/field.ts";
import { readIfThere, writeIfChanged } from "#cli/folder/whole-file.ts";
import type { CacheValidators } from "#cli/fetch/crawler.ts";

/** What an import remembers for the next one: in `raw/import-state.json`. */
export type ImportState = {
  /** Fingerprints of article files as import wrote them, by id: what differs was edited by the
   *  publisher. */
  readonly articles: Map<string, string>;
  /** From which source articles came, and under which id there, by their ids here. */
  readonly origins: Map<string, string>;
  /** What sites said of the versions that lie in `raw/`, by address. */
  readonly visits: Map<string, FetchedVersion>;
  /** When what was read last had changed, by the address that it came from. */
  readonly moments: Map<string, string>;
  /** The fingerprint of `site.toml` as import wrote it. */
  site?: string;
};

/** A version that was fetched: where it lies in the content folder, and what else the server
 *  said. */
type FetchedVersion = CacheValidators & {
  readonly file: string;
  readonly charset?: string;
  /** Where redirects led. */
  readonly url?: string;
};

const FILE = "raw/import-state.json";

/** Reads what was remembered; nothing, where nothing was or where it cannot be understood: then
 *  every file counts as the publisher's own. */
export async function readImportState(folder: string): Promise<ImportState> {
  const state: ImportState = {
    articles: new Map(),
    origins: new Map(),
    visits: new Map(),
    moments: new Map(),
  };
  const bytes = await readIfThere(join(folder, FILE));
  const found = bytes === undefined ? {} : parsed(bytes.toString("utf8"));
  for (const [id, hash] of entriesOf(found, "articles"))
    if (typeof hash === "string") state.articles.set(id, hash);
  for (const [id, origin] of entriesOf(found, "origins"))
    if (typeof origin === "string") state.origins.set(id, origin);
  for (const [url, visit] of entriesOf(found, "visits")) {
    const textAt = (name: string): Readonly<Record<string, string>> =>
      isRecord(visit) && typeof visit[name] === "string" ? { [name]: visit[name] } : {};
    const { file } = textAt("file");
    const more = ["etag", "lastModified", "charset", "url"].map(textAt);
    if (file !== undefined)
      state.visits.set(url, Object.assign({ file }, ...more) as FetchedVersion);
  }
  for (const [url, moment] of entriesOf(found, "moments"))
    if (typeof moment === "string") state.moments.set(url, moment);
  if (isRecord(found) && typeof found["site"] === "string") state.site = found["site"];
  return state;
}

/** Writes what shall be remembered, in an order that depends on nothing else. */
export async function writeImportState(folder: string, state: ImportState): Promise<void> {
  const sorted = <T>(map: ReadonlyMap<string, T>): Record<string, T> =>
    Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const written = {
    site: state.site,
    visits: sorted(state.visits),
    ...(state.moments.size > 0 && { moments: sorted(state.moments) }),
    ...(state.origins.size > 0 && { origins: sorted(state.origins) }),
    articles: sorted(state.articles),
  };
  await writeIfChanged(join(folder, FILE), `${JSON.stringify(written, null, 1)}\n`);
}

function entriesOf(value: unknown, name: string): readonly [string, unknown][] {
  const found = isRecord(value) ? value[name] : undefined;
  return isRecord(found) ? Object.entries(found) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
