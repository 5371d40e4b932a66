import { renderRsl, RSL_TYPE } from "#feeds/rsl.ts";
import { answerAlias } from "#serve/articles/alias-answer.ts";
import { CACHE } from "#serve/http/cache-control.ts";
import { conditional } from "#serve/http/conditional.ts";
import type { ReleaseHandler } from "#serve/http/release-route.ts";
import { etagOf, siteTag } from "#serve/http/validator.ts";

/** `GET /license.xml`: the terms of the site in RSL, where the publisher says so; else nothing.
 *  1 KV read.
 *  @throws {Problem} page-not-found */
export const answerRsl: ReleaseHandler = async (scope) => {
  const { c, site } = scope;
  if (site.rsl !== true) return answerAlias(scope);
  const validators = { etag: await etagOf("rsl", await siteTag(site)) };
  return conditional(c, { validators, type: RSL_TYPE, cache: CACHE.page }, () => renderRsl(site));
};
