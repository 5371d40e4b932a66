import { percentDecoded } from "#model/address.ts";
import { Problem, WithdrawnProblem } from "#serve/http/problem.ts";
import type { RequestScope } from "#serve/http/release-route.ts";
import type { PublishedEntry } from "#store/directory.ts";
import { findClaimant } from "./alias-answer.ts";
import { findPublished, idAndEnding } from "./published-article.ts";

/** Where the article lies that an id names, or an address on this site, as a link on an article's
 *  page would have it; else the one that was known by that, to which its old address leads; or why
 *  there is none: article-not-found, article-withdrawn. 4 KV reads at most, and a round for what
 *  nobody claims. */
export async function findNamed(
  { reader, baseUrl }: Pick<RequestScope, "reader" | "baseUrl">,
  id: string,
): Promise<PublishedEntry | Problem> {
  const { href: folder, origin } = new URL(`${baseUrl}/articles/`);
  const address = URL.parse(id, folder);
  const isArticle = address?.href.startsWith(folder) === true;
  const [name = ""] = isArticle ? address.href.slice(folder.length).split(/[?#]/) : [id];
  const [asked] = idAndEnding(percentDecoded(name));
  const found = await findPublished(reader, asked);
  const isNone = found instanceof Problem && !(found instanceof WithdrawnProblem);
  if (!isNone || address?.origin !== origin) return found;
  const { pathname, search } = isArticle ? new URL(encodeURIComponent(asked), folder) : address;
  const claimant = await findClaimant({ reader }, pathname, search);
  return claimant === null ? found : findPublished(reader, claimant.id);
}
