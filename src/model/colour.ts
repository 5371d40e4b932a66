import { rejection, type Rejection } from "./rejection.ts";

/** A colour as six lower-case hexadecimal digits, without the `#`. */
export type Colour = string & { readonly brand: "Colour" };

/** Checks a colour as style sheets write it: `#b00` or `#bb0000`.
 *  @returns its six digits, or a Rejection */
export function toColour(value: unknown): Colour | Rejection {
  const text = typeof value === "string" ? value.trim().toLowerCase() : "";
  const [, short] = /^#([0-9a-f]{3})$/.exec(text) ?? [];
  const digits = short?.replace(/./g, "$&$&") ?? /^#([0-9a-f]{6})$/.exec(text)?.[1];
  if (digits === undefined)
    return rejection({}, { what: "is not a colour", fix: 'write it as "#7b2418"' });
  return digits as Colour;
}

/** How well one colour is read on another, 1 to 21; a text needs 4.5.
 *  @see WCAG 2.2, contrast ratio */
export function contrastOf(a: Colour, b: Colour): number {
  const [light = 0, dark = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
