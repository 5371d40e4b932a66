import { legalText } from "./escape.ts";

/**
 * Matches `data:image/png;base64,iVBORw0KGgo=`; refuses `data:image/svg+xml;base64,…`,
 * `data:text/html,…`. Only rasters: an SVG can hold scripts.
 */
const RASTER = /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,[\w+/=%-]+$/i;

/**
 * The URL, absolute, as the URL standard serialises it; undefined when its scheme is not among
 * `schemes`, or it is empty or none. What is returned is what was checked: no character can mean
 * one thing to the check and another to a browser.
 * @param schemes with their colons, such as `https:`
 * @param base an absolute URL
 * @see https://url.spec.whatwg.org/#url-serializing
 */
export function safeUrl(
  written: string,
  schemes: ReadonlySet<string>,
  base: string,
): string | undefined {
  // JavaScript trims U+2028, U+FEFF and such, which the URL parser would take as the beginning of a
  // relative path.
  const text = legalText(written).trim();
  const url = text ? URL.parse(text, base) : null;
  return url !== null && schemes.has(url.protocol) ? url.href : undefined;
}

/**
 * A picture that is its own URL, as long as it is a raster picture in base64. White space in it is
 * dropped.
 */
export function rasterUrl(written: string): string | undefined {
  const text = written.replace(/\s+/gu, "");
  return RASTER.test(text) ? text : undefined;
}
