import { type Feed, feedUrl } from "#feeds/feed.ts";
import { conditional } from "#serve/http/conditional.ts";
import { type FeedForm, formHeaders } from "./feed-form.ts";
import type { CachedBody } from "#serve/http/feed-cache.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import type { Validators } from "#serve/http/validator.ts";

/** One feed document before it is made: enough for a 304. */
type FeedDocument = {
  readonly form: FeedForm;
  /** Its one address, whatever else stood in the query. */
  readonly address: Pick<Feed, "path" | "query">;
  readonly validators: Validators;
  /** URL of the WebSub hub that is told when it changes. */
  readonly hub?: string;
  /** What its body is held under. Absent when the isolate may not give the answer again, because
   *  its entity tag is taken from the request. */
  readonly heldAs?: string;
};

/** The answer with a feed document: 304 when the client's copy is still right, else what `body`
 *  gives. Every feed says where it lives, and who hands it out: WebSub looks for that in the
 *  headers first, also of a 304. */
export async function feedResponse(
  scope: RequestScope,
  { form, address, validators, hub, heldAs }: FeedDocument,
  body: () => Promise<CachedBody>,
): Promise<Response> {
  const { c, baseUrl } = scope;
  const self = `<${feedUrl({ ...address, baseUrl }, form.format)}>; rel="self"`;
  const representation = {
    ...formHeaders(form),
    validators,
    link: hub === undefined ? self : `<${hub}>; rel="hub", ${self}`,
    vary: "Sec-Fetch-Dest",
  };
  const response = await conditional(c, representation, async () => (await body()).bytes);
  const isCanonical = new URL(c.req.url).search === (address.query ?? "");
  if (heldAs !== undefined && isCanonical && !form.isPage)
    c.set("reusable", { validators, type: representation.type, body: heldAs });
  return response;
}
