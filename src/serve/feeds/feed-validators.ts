import { epochMs, type Instant } from "#model/instant.ts";
import { feedModified, type FrontRef } from "#model/release.ts";
import type { Heading } from "#feeds/heading.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import { etagOf, siteTag, type Validators } from "#serve/http/validator.ts";
import { type FeedForm, formTag } from "./feed-form.ts";

/** What the manifest says of a place that has feeds. */
type DatedPlace = Pick<FrontRef, "blob" | "modified" | "settings" | "feeds"> & {
  readonly archive?: { readonly newest: string | null };
};

/** By what a feed of a place is told from what it was: its bytes, and nothing that another format
 *  shows. A page shows more of the site than a feed does. Reads nothing. */
export async function feedValidators(
  { reader, site, baseUrl }: RequestScope,
  {
    form,
    heading,
    place,
  }: { readonly form: FeedForm; readonly heading: Heading; readonly place: DatedPlace },
): Promise<{
  readonly etag: string;
  /** When the feed last changed. */
  readonly modified: Instant;
  readonly validators: Validators;
}> {
  const modified = feedModified(place, form.format);
  const bytes = form.isPage ? undefined : place.feeds?.bytes[form.format];
  const settings = (form.isPage ? undefined : place.settings) ?? (await siteTag(site));
  const looks =
    bytes === undefined ? [place.blob, place.archive?.newest ?? null, settings] : [bytes];
  const etag = await etagOf(...looks, modified, baseUrl, heading.path, formTag(form));
  const changed = form.isPage ? reader.manifest.created : modified;
  return { etag, modified, validators: { etag, modified: epochMs(changed) } };
}
