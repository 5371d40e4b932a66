import type { AdminAnswer, AdminRefusal, AdminRequest } from "#press/api/admin.ts";
import { isRecord } from "#model/field.ts";
import { type ArticleId, toArticleId } from "#model/name.ts";
import { isRejection } from "#model/rejection.ts";
import { releases } from "#publish/write/releases.ts";
import { readManifest } from "#store/write/listing.ts";
import { givenArticle } from "./given-body.ts";
import type { ActionMeans } from "./action-means.ts";
import { refused } from "./refused.ts";
import type { Work } from "./waiting.ts";

/** Matches `20261123T190149Z-3fK9a_Qz`; refuses what is no release's name. */
const RELEASE = /^\d{8}T\d{6}Z-[\w-]{8}$/;

/** `POST /admin/rollback`: to the release before, or to `{ "release": "…" }`; articles that
 *  `revive` names may be seen again. */
export async function workOfRollback(
  request: AdminRequest,
  { kv, desk }: ActionMeans,
): Promise<Work | AdminAnswer> {
  const work = givenRollback(request);
  if ("problem" in work) return work;
  const stock = await desk.open();
  if ("problem" in stock) return stock;
  const { release } = work;
  if (release !== undefined && (await readManifest(kv, release)) === null)
    return refused("release-not-found", `There is no release ${release}: GET /admin/releases`);
  return work;
}

function givenRollback({
  body,
  type = "",
}: AdminRequest): (Work & { readonly kind: "rollback" }) | AdminRefusal {
  const given = body === undefined || body.length === 0 ? { value: {} } : givenArticle(body, type);
  if ("problem" in given) return given;
  const { value } = given;
  if (!isRecord(value)) return refused("bad-body", 'The body is not like { "release": "…" }');
  const { release, revive = [] } = value;
  if (release !== undefined && (typeof release !== "string" || !RELEASE.test(release)))
    return refused("bad-body", "release is not the name of a release: GET /admin/releases");
  const ids = idsOf(revive);
  if (ids === undefined) return refused("bad-body", "revive is no list of ids");
  return { kind: "rollback", revive: ids, ...(release !== undefined && { release }) };
}

function idsOf(value: unknown): readonly ArticleId[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.map(toArticleId).filter((id): id is ArticleId => !isRejection(id));
  return ids.length === value.length ? ids : undefined;
}

/** `GET /admin/releases`: those that are stored, newest first. */
export async function listReleases({ kv, desk, now }: ActionMeans): Promise<AdminAnswer> {
  const stock = await desk.open();
  if ("problem" in stock) return stock;
  const all = await releases(kv, now());
  if (isRejection(all)) return refused("store-down", "The release that readers see is damaged");
  const { release } = stock.inEffect;
  return { status: 200, body: { release, releases: all }, release };
}
