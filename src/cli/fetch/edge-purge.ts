import { rejection } from "#model/rejection.ts";
import { fetchReason } from "./fetch-reason.ts";
import { listRejections, type Report } from "#cli/terminal/report.ts";

/** How long the Worker is waited for. Milliseconds. */
const PATIENCE_MS = 15_000;

/** What a command told readers, and whether it is to let a cache in front of the Worker know. */
export type EdgeTold = {
  /** The site's address; undefined where nothing is to be told. */
  readonly url: string | undefined;
  /** What the cache is to let go of: all when absent. */
  readonly tags?: readonly string[] | undefined;
};

/** The secret that the Worker knows, where it is the account's KV that was changed. */
export function edgeToken({ remote }: { readonly remote?: boolean }): string | undefined {
  return remote === true ? process.env["BROADSHEET_PURGE_TOKEN"] : undefined;
}

/** The report of a publication after the cache in front of the Worker let go of what it held. What
 *  goes wrong with that is said, and no more: what is kept there ends by itself in two minutes.
 *  @param edge  the site's address, what differs, and the secret that its Worker knows; without
 *    address or secret nothing is asked */
export async function purgeReport<T extends Report>(
  report: T,
  { url, token, tags }: EdgeTold & { readonly token: string | undefined },
): Promise<T> {
  if (!url || !token) return report;
  const body = tags === undefined ? "" : JSON.stringify({ tags });
  const fault = await purgeEdge(url, { token, body });
  if (fault === undefined) return { ...report, json: { ...report.json, purged: true } };
  const fix = "compare BROADSHEET_PURGE_TOKEN with the Worker's secret PURGE_TOKEN";
  const what = `the cache at ${url} ${fault}; readers see the release within two minutes`;
  const notice = listRejections([rejection({ file: "site.toml" }, { what, fix })], "notice: ");
  return {
    ...report,
    json: { ...report.json, purged: false },
    complaints: [...report.complaints, ...notice],
  };
}

/** @returns what went wrong; undefined for nothing, and where no cache stands before the Worker */
async function purgeEdge(
  url: string,
  { token, body }: { readonly token: string; readonly body: string },
): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/admin/purge`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `answered ${response.status}`;
  } catch (error) {
    return `could not be told (${fetchReason(error)})`;
  }
}
