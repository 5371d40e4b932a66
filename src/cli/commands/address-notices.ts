import { type Content, notice, type Notice } from "#ingest/folder/content.ts";
import { isRejection } from "#model/rejection.ts";
import { withoutUndefined } from "#model/defined.ts";
import { revivedNotices } from "#publish/build/plan-notice.ts";
import { lossFaults } from "#publish/write/address-guard.ts";
import { type LostAddress, readLostAddresses } from "#publish/write/lost-addresses.ts";
import { previewChanges } from "#publish/write/preview.ts";
import { readPast } from "#store/history/past.ts";
import { readStanding } from "#store/write/listing.ts";

/** Every address that answers in what is published, and would not in this content: feeds and pages
 *  of sections, aliases, articles. Of tags and authors none ever ends. Reads the ledger, and 2 KV
 *  values for each article that lost old paths.
 *  @throws {StoreDown} when KV fails */
export async function addressNotices(
  kv: KVNamespace,
  content: Content,
  now: number,
): Promise<readonly Notice[]> {
  const standing = await readStanding(kv, now);
  if (standing === null || isRejection(standing)) return [];
  const previous = standing.inEffect;
  const past = await readPast(kv, previous);
  const { loss } = await previewChanges({ ...content, now, previous, past });
  const lost = await readLostAddresses({ kv, now }, loss, content);
  return [
    ...[...lossFaults(loss), ...revivedNotices(loss)].map(({ field, what, fix }) =>
      notice({ file: "site.toml" }, withoutUndefined({ field, what, fix })),
    ),
    ...[...Map.groupBy(lost, ({ id }) => id).values()].map((of) => articleNotice(of, content)),
  ];
}

function articleNotice(lost: readonly LostAddress[], { placeOf }: Content): Notice {
  const [first] = lost;
  if (first === undefined) throw new TypeError("an article that lost nothing was grouped");
  const { id, isHere, status } = first;
  const paths = lost.map(({ path }) => path);
  const named =
    paths.slice(0, 5).join(", ") + (paths.length > 5 ? ` and ${paths.length - 5} more` : "");
  const place = placeOf(id, { field: "aliases" });
  if (isHere) {
    const fix = "write them back into its aliases, or publish with --allow-gone";
    return notice(place, { field: "aliases", what: `${named} would answer 404`, fix });
  }
  const fix =
    status === 410 ? "leave it so, if this is meant" : "withdraw it, so that its address says so";
  return notice(place, { what: `${named} would answer ${status}`, fix });
}
