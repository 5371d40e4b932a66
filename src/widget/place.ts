/** CSS pixels. A window narrower than `PHONE` gives the panel its whole width; elsewhere it is
 *  at least `WIDTH` wide. */
const PHONE = 600;
const WIDTH = 480;
const GAP = 6;
/** Less room than this below the box is too little, where there is more above. */
const LEAST = 240;

/** Puts the panel at the box, in the window's own coordinates: below it, or above where there is
 *  more room; never beyond the window. */
export function placePanel(panel: HTMLElement, box: HTMLElement): void {
  const { left, right, top, bottom, width } = box.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  // What a keyboard on the screen leaves.
  const { height, offsetTop } = visualViewport as VisualViewport;
  const below = height + offsetTop - bottom;
  const isAbove = below < LEAST && top > below;
  const gap = clientWidth < PHONE ? 0 : GAP;
  const wide = Math.min(Math.max(width, gap ? WIDTH : clientWidth), clientWidth - 2 * gap);
  const start = getComputedStyle(box).direction === "rtl" ? right - wide : left;
  const x = Math.max(gap, Math.min(start, clientWidth - wide - gap));
  const y = isAbove ? `bottom:${innerHeight - top + GAP}` : `top:${bottom + GAP}`;
  const most = (isAbove ? top : below) - 2 * GAP;
  panel.style.cssText = `${y}px;width:${wide}px;left:${x}px;max-height:${most}px`;
}
