import { allElements, type HtmlElement, innerText } from "./html-tree.ts";

/** Matches the words of a link to the next page of the same article. */
const NEXT =
  /^(?:下一?[页頁]|下[页頁]|后一[页頁]|次[页頁]|次へ|next(?: page)?|continue(?: reading)?)[\s>»›→]*$/i;
/** Matches what a page's number adds to an address: `_2`, `-2`, `/2`, `/page/2`, `?page=2`. */
const NUMBER =
  /(?:[_-](\d{1,3})(?=\.\w+$|\/?$)|\/(?:page\/)?(\d{1,2})\/?$|[?&](?:page|p|pg)=(\d{1,3})$)/;

/**
 * The address of the next page of the same article, as it is written; undefined when there is none.
 * The next article is none: the address has to be this one's with another number.
 * @param address  of this page, or its path
 */
export function nextPage(page: HtmlElement, address: string): string | undefined {
  const own = URL.parse(address, "https://page.invalid/");
  if (own === null) return undefined;
  const links = allElements(page).filter(
    ({ name, attributes }) => (name === "a" || name === "link") && attributes.has("href"),
  );
  const isNext = (link: HtmlElement): boolean =>
    NEXT.test(innerText(link)) ||
    (link.name === "link" && /(?:^|\s)next(?:\s|$)/i.test(link.attributes.get("rel") ?? ""));
  return links
    .filter(isNext)
    .map(({ attributes }) => attributes.get("href") ?? "")
    .find((href) => {
      const next = URL.parse(href, own);
      return next !== null && next.href !== own.href && continues(own, next);
    });
}

/** Whether two addresses are of one article: the same but for the number of the page. */
function continues(own: URL, next: URL): boolean {
  const number = numberOf(next);
  if (number === undefined) return false;
  // The first page has no number: the second is it with one.
  if (wholeOf(own) === stemOf(next)) return number === 1 || number === 2;
  return stemOf(own) === stemOf(next) && number === (numberOf(own) ?? 0) + 1;
}

function stemOf({ pathname, search }: URL): string {
  return (pathname + search).replace(NUMBER, "").replace(/\.\w+$|\/$/, "");
}

function numberOf({ pathname, search }: URL): number | undefined {
  const found = NUMBER.exec(pathname + search)
    ?.slice(1)
    .find((group) => group !== undefined);
  return found === undefined ? undefined : Number(found);
}

function wholeOf({ pathname, search }: URL): string {
  return (pathname + search).replace(/\.\w+$|\/$/, "");
}
