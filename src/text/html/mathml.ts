import type { AttributeKind } from "./attribute-kind.ts";

/**
 * The elements of MathML that stay: those of MathML Core that show something. Text stands only in
 * the last line's, so that nothing in them can be taken for HTML.
 * @see https://www.w3.org/TR/mathml-core/
 */
const ELEMENTS = (
  "math merror mfrac mmultiscripts mover mpadded mphantom mprescripts mroot mrow mspace msqrt " +
  "mstyle msub msubsup msup mtable mtd mtr munder munderover menclose mfenced mlabeledtr none " +
  "semantics maction mi mn mo ms mtext"
).split(" ");

const ATTRIBUTES: Readonly<Record<string, AttributeKind>> = Object.fromEntries(
  (
    "display alttext mathvariant displaystyle scriptlevel form fence separator stretchy symmetric " +
    "largeop movablelimits lspace rspace minsize maxsize accent accentunder linethickness " +
    "width height depth voffset columnspan rowspan columnalign rowalign open close separators " +
    "notation"
  )
    .split(" ")
    .map((name) => [name, "text"]),
);

/** The elements of MathML that stay, each with its attributes, beside those that all may have. */
export const MATHML: Readonly<Record<string, Readonly<Record<string, AttributeKind>>>> =
  Object.fromEntries(ELEMENTS.map((name) => [name, ATTRIBUTES]));

/** Whether an element is MathML's and no element of HTML. */
export function isMathml(name: string): boolean {
  return Object.hasOwn(MATHML, name);
}
