import { rejection } from "#model/rejection.ts";
import { fetchReason } from "./fetch-reason.ts";
import { listRejections, type Report } from "#cli/terminal/report.ts";

/** How long the Worker is waited for. Milliseconds. */
const PATIENCE_MS = 15_000;

/** The report of a publication after the cache in front of the Worker let go of what it held. What
 *  goes wrong with that is said, and no more: what is kept there ends by itself in two minutes.
 *  @param edge  the site's address, and the secret that its Worker knows; without one of them
 *    nothing is asked */
export async function purgeReport<T extends Report>(
  report: T,
  { url, token }: { readonly url: string | undefined; readonly token: string | undefined },
): Promise<T> {
  if (!url || !token) return report;
  const fault = await purgeEdge(url, token);
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
async function purgeEdge(url: string, token: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/admin/purge`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `answered ${response.status}`;
  } catch (error) {
    return `could not be told (${fetchReason(error)})`;
  }
}
