import { type Narrowing, parametersOf } from "./facets.ts";

/** Matches `https://a.example/news` of `… (https://a.example/news/search-0a1b.js:1:20)`; refuses
 *  `https://a.example/app.js`. */
const OWN_ADDRESS = /https?:[^\s()@]*?(?=\/search(?:-\w+)?\.js)/;

/** Where this script came from: a stack names it, in a module, in a plain script and in an
 *  import alike. */
const ORIGIN = OWN_ADDRESS.exec(new Error().stack ?? "")?.[0];

/** Characters of a search that are sent: the API looks at no more. */
export const MAX_SENT = 1_024;

/** Attributes that narrow every search of an element, in the order of the address, so that a
 *  search has one. */
export const SCOPE = "section tag author language after before sort limit".split(" ");

/** The site that is searched, without a slash at its end. */
function siteOf(host: HTMLElement): string {
  const given = host.getAttribute("endpoint") ?? ORIGIN ?? "/";
  return new URL(given, location.href).href.replace(/\/+$/, "");
}

/** What was typed, in the one form in which it is asked for. */
export function normalQuery(typed: string): string {
  return typed.normalize("NFC").replace(/\s+/g, " ").trim();
}

/** The address of a search in the API: the same for the same search, so that caches know it. */
export function searchUrl(host: HTMLElement, query: string, chosen: Narrowing): string {
  return `${siteOf(host)}/api/search?${parameters(host, query, chosen)}`;
}

/** The page of all results: that of the form in the element, where it has one. */
export function resultsUrl(host: HTMLElement, query: string, chosen: Narrowing): string {
  const page = host.querySelector("form")?.action ?? `${siteOf(host)}/search`;
  return `${page}?${parameters(host, query, chosen)}`;
}

function parameters(host: HTMLElement, query: string, chosen: Narrowing): URLSearchParams {
  const found = new URLSearchParams();
  const narrowing = parametersOf(chosen);
  if (query) found.set("q", Array.from(query).slice(0, MAX_SENT).join(""));
  for (const name of SCOPE) {
    // The element's own `lang` is the language that it speaks.
    const parameter = name.replace("uage", "");
    const value = narrowing[parameter] ?? host.getAttribute(name);
    if (value) found.set(parameter, value);
  }
  return found;
}
