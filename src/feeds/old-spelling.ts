/** Matches what stands behind a page's address for another view of the same page: `/amp/`,
 *  `/comment-page-2`. */
const OTHER_VIEW = /\/(?:amp|comment-page-\d+)\/*$/;
/** Matches the document of a folder, as servers call it: `/index.html`, `/default.aspx`, `/`. */
const FOLDER_DOCUMENT = /\/(?:(?:index|default)\.(?:s?html?|php|aspx?|jsp|md))?$/i;

/** Parameters that others put behind a link, and that name nothing on its site. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|spm|from|isappinstalled|share\w*|ref|amp|m)$/i;

/** A path without the differences that mean nothing on any system: doubled slashes, `/index.php`
 *  before it, `index.html` or a slash at its end; "" for the home page.
 *  @example barePath("/index.php/2024//one/index.html") // "/2024/one" */
export function barePath(pathname: string): string {
  return pathname
    .replace(/\/{2,}/g, "/")
    .replace(/^\/index\.php(?=\/)/i, "")
    .replace(FOLDER_DOCUMENT, "")
    .replace(/\/+$/, "");
}

/** The other ways in which an article may have written a path as its old one: without and with the
 *  slash at its end or `index.html`, and that of the page of which it is another view. At most
 *  five, without the path itself. */
export function otherSpellings(pathname: string): readonly string[] {
  const page = barePath(pathname).replace(OTHER_VIEW, "");
  if (page === "") return [];
  const isFile = /\.\w{1,5}$/.test(page);
  const spellings = isFile ? [page] : [page, `${page}/`, `${page}/index.html`];
  const behindScript = pathname.includes("/index.php/") ? [] : [`/index.php${page}/`];
  return [...new Set([...spellings, ...(isFile ? [] : behindScript)])].filter(
    (path) => path !== pathname,
  );
}

/** A query without what was put behind the link by whoever sent it on; "" where nothing is left.
 *  @param search  with its `?`, as it was written */
export function withoutTracking(search: string): string {
  const kept = search
    .slice(1)
    .split("&")
    .filter((part) => !TRACKING.test(part.split("=", 1)[0] ?? ""));
  return kept.join("&") === "" ? "" : `?${kept.join("&")}`;
}
