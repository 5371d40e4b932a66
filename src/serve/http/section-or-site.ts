import { type SectionPath, toSectionPath } from "#model/name.ts";
import { oldSection } from "#model/old-section.ts";
import { isRejection } from "#model/rejection.ts";
import { type FrontRef, frontAt, type Manifest } from "#model/release.ts";
import { type Section, sectionAt } from "#model/section.ts";
import { Problem } from "./problem.ts";

/** A section, or with "" the whole site: what has a front. */
export type SectionOrSite = {
  readonly path: SectionPath | "";
  /** Absent for the whole site. */
  readonly section?: Section;
  readonly front: FrontRef;
};

/** The section or site that a request means, also by a path that the section had before.
 *  @param asked  as it stood in the query; "" for the whole site
 *  @throws {Problem} section-not-found, section-gone */
export function sectionOrSiteAsked(manifest: Manifest, asked: string): SectionOrSite {
  const target = findSectionOrSite(manifest, asked);
  if (target !== undefined) return target;
  const old = oldSection(manifest.site, asked);
  if (old?.kind === "gone") throw sectionGone(asked);
  const moved = old && findSectionOrSite(manifest, old.to);
  if (moved === undefined) throw sectionNotFound(asked);
  return moved;
}

/** The section or site that a request means; undefined when the release has none such. */
export function findSectionOrSite(manifest: Manifest, asked: string): SectionOrSite | undefined {
  const path = asked === "" ? "" : toSectionPath(asked);
  const front = isRejection(path) ? undefined : frontAt(manifest, path);
  if (isRejection(path) || front === undefined) return undefined;
  const section = sectionAt(manifest.site.sections, path);
  return { path, front, ...(section !== undefined && { section }) };
}

/** The problem of a section that has ended, as its publisher says. */
export function sectionGone(asked: string): Problem {
  return new Problem("section-gone", `The section ${shown(asked)} has ended`);
}

/** The problem of a section that is not there. */
export function sectionNotFound(asked: string): Problem {
  return new Problem("section-not-found", `There is no section ${shown(asked)}`);
}

/** What somebody asked for, short enough to repeat. */
export function shown(asked: string): string {
  return JSON.stringify(asked.length > 80 ? `${asked.slice(0, 80).toWellFormed()}…` : asked);
}
