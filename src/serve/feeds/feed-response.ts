import { type Feed, feedUrl } from "#feeds/feed.ts";
import { conditional } from "#serve/http/conditional.ts";
import { type FeedForm, formHeaders } from "./feed-form.ts";
import type { HeldBody } from "#serve/http/feed-cache.ts";
import type { Visit } from "#serve/http/release-route.ts";
import type { Validators } from "#serve/http/validator.ts";

/** One feed document before it is made: enough for a 304. */
type FeedDocument = {
  readonly form: FeedForm;
  /** Its one address, whatever else stood in the query. */
  readonly address: Pick<Feed, "path" | "query">;
  readonly validators: Validators;
  /** URL of the WebSub hub that is told when it changes. */
  readonly hub?: string;
  /** Whether the isolate may give the answer again: not when its entity tag is taken from the
   *  request. */
  readonly mayHold: boolean;
};

/** The answer with a feed document: 304 when the client's copy is still right, else what `body`
 *  gives. Every feed says where it lives, and who hands it out: WebSub looks for that in the
 *  headers first, also of a 304. */
export async function feedResponse(
  visit: Visit,
  { form, address, validators, hub, mayHold }: FeedDocument,
  body: () => Promise<HeldBody>,
): Promise<Response> {
  const { c, baseUrl } = visit;
  const self = `<${feedUrl({ ...address, baseUrl }, form.format)}>; rel="self"`;
  const representation = {
    ...formHeaders(form),
    validators,
    link: hub === undefined ? self : `<${hub}>; rel="hub", ${self}`,
    vary: "Sec-Fetch-Dest",
  };
  let bytes: HeldBody["bytes"] | undefined;
  const response = await conditional(c, representation, async () => {
    ({ bytes } = await body());
    return bytes;
  });
  const isCanonical = new URL(c.req.url).search === (address.query ?? "");
  if (mayHold && isCanonical && !form.isPage)
    c.set("answered", {
      validators,
      type: representation.type,
      ...(bytes !== undefined && { bytes }),
    });
  return response;
}
