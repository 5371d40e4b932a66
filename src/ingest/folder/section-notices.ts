import { isRecord } from "#model/field.ts";
import type { Fault } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import type { Site } from "#model/site.ts";

const SETTINGS: ReadonlySet<string> = new Set(
  "slug title description lang aliases was sections".split(" "),
);

/** Settings of sections that nobody knows, each with the section's path in its field. O(settings).
 *  @param value  `sections` as site.toml has it, unchecked */
export function unknownSectionSettings(value: unknown, parent = ""): readonly Fault[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter(isRecord).flatMap((section) => {
    const path = `${parent}${String(section["slug"])}`;
    const unknown = Object.keys(section).filter((key) => !SETTINGS.has(key));
    return [
      ...unknown.map((key) => ({
        field: `sections: ${path}: ${key}`,
        what: "is not a setting of a section",
        fix: `write one of ${[...SETTINGS].join(", ")}`,
      })),
      ...unknownSectionSettings(section["sections"], `${path}/`),
    ];
  });
}

/** What `was` and `gone` say that cannot hold: old paths that are sections themselves, that two
 *  sections claim, or of which both are said. O(sections). */
export function oldPathFaults({
  sections,
  gone = [],
}: Pick<Site, "sections" | "gone">): readonly Fault[] {
  const all = allSections(sections);
  const present = new Set<string>(all.map(({ path }) => path));
  const ended = new Set<string>(gone);
  const claimed = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { path, was = [] } of all) {
    const field = `sections: ${path}: was`;
    for (const old of was) {
      const at = [old];
      const other = claimed.get(old);
      if (other !== undefined && other !== path)
        faults.push({
          field,
          at,
          what: `${old} is said of ${other} too`,
          fix: "leave it in the section that its subscribers shall follow",
        });
      else if (ended.has(old))
        faults.push({
          field,
          at,
          what: `${old} stands in gone too, and leads here`,
          fix: "leave it in one of them",
        });
      if (present.has(old))
        faults.push({
          field,
          at,
          what: `${old} is a section itself, so that its address leads nowhere else`,
          fix: `take it out, or take section ${old} away`,
        });
      claimed.set(old, path);
    }
  }
  const standing = gone
    .filter((path) => present.has(path))
    .map((path) => ({
      field: "gone",
      at: [path],
      what: `${path} is a section still, and is answered`,
      fix: "take it out, or take the section away",
    }));
  return [...faults, ...standing];
}
