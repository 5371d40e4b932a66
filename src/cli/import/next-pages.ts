import { readHtmlPage } from "#ingest/page/html-page.ts";
import type { PortalPage } from "#ingest/page/portal-page.ts";
import type { Fault } from "#model/rejection.ts";
import { isRejection } from "#model/rejection.ts";
import type { ReadingOptions } from "./reading-options.ts";
import type { SourceDocument } from "./source-document.ts";

/** Pages of one article that are followed at most. */
const MAX_PAGES = 50;

/** The page with the texts of those that it goes on at, one after another. Where one cannot be had,
 *  the notice that it goes on stays. */
export async function withNextPages(
  first: PortalPage,
  doc: SourceDocument,
  options: ReadingOptions,
): Promise<PortalPage> {
  const { follow } = doc;
  if (first.nextPage === undefined || follow === undefined) return first;
  const bodies = [first.fields["body"]];
  const seen = new Set<string>();
  let address = doc.url ?? doc.address ?? doc.name;
  let last = first;
  while (last.nextPage !== undefined && bodies.length < MAX_PAGES) {
    const next = addressOf(last.nextPage, address);
    if (seen.has(next)) break;
    seen.add(next);
    const text = await follow(next);
    if (text === undefined) break;
    const page = readHtmlPage(text, { ...options, place: { file: next }, address: next });
    if (isRejection(page)) break;
    bodies.push(page.fields["body"]);
    [last, address] = [page, next];
  }
  const goesOn = noticesOf(last).filter(isOfNextPage);
  const others = noticesOf(first).filter((fault) => !isOfNextPage(fault));
  return {
    ...first,
    fields: { ...first.fields, body: bodies.filter(Boolean).join("\n") },
    notices: [...others, ...goesOn],
  };
}

function noticesOf({ notices = [] }: PortalPage): readonly Fault[] {
  return notices;
}

/** The notice that a page goes on is the only one of this field. */
function isOfNextPage({ field }: Fault): boolean {
  return field === "next page";
}

/** The address of the next page; of a file, its path. */
function addressOf(written: string, from: string): string {
  const isUrl = /^https?:/i.test(from);
  const url = URL.parse(
    written,
    isUrl ? from : `https://folder.invalid/${from.replace(/^\//, "")}`,
  );
  if (url === null) return written;
  return isUrl || url.host !== "folder.invalid"
    ? url.href
    : decodeURI(url.pathname) + decodeURI(url.search);
}
