import { lineOf, type SectionPath, toSectionPath } from "./name.ts";
import { isRejection } from "./rejection.ts";
import { allSections } from "./section.ts";
import type { Site } from "./site.ts";

/** What became of a section that had this path: it is another one now, or it ended. */
export type OldSection =
  | { readonly kind: "moved"; readonly to: SectionPath }
  | { readonly kind: "gone" };

/** A section that was renamed twice, and lies in one that was, takes as many steps. */
const MAX_STEPS = 10;

/** What became of a section by `was` and `gone` of the settings; undefined for a path that is a
 *  section now, or that nothing is said of. What lay below an old path is looked for below the new
 *  one, and a chain of renames leads to its end at once. O(sections).
 *  @param asked  as it stood in a path, unchecked */
export function oldSection(site: Site, asked: string): OldSection | undefined {
  const path = toSectionPath(asked);
  if (isRejection(path)) return undefined;
  const sections = allSections(site.sections);
  const present = new Set<string>(sections.map((section) => section.path));
  if (present.has(path)) return undefined;
  const now = new Map(sections.flatMap((one) => (one.was ?? []).map((was) => [was, one.path])));
  let place: SectionPath = path;
  for (let step = 0; step < MAX_STEPS && !present.has(place); step += 1) {
    const known = lineOf(place).findLast((each) => now.has(each));
    if (known === undefined) break;
    // A section's path with what lay below another is a path.
    place = `${now.get(known)}${place.slice(known.length)}` as SectionPath;
  }
  if (present.has(place)) return { kind: "moved", to: place };
  const ended = new Set<string>(site.gone ?? []);
  const isEnded = [...lineOf(path), ...lineOf(place)].some((each) => ended.has(each));
  return isEnded ? { kind: "gone" } : undefined;
}
