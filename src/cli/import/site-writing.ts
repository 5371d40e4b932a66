import { join } from "node:path";
import { readSiteSettings } from "#ingest/folder/site-settings.ts";
import type { Rejection } from "#model/rejection.ts";
import { allSections } from "#model/section.ts";
import { FALLBACK_ID_AUTHORITY, type Site } from "#model/site.ts";
import { fingerprint, readIfThere, writeIfChanged } from "#cli/folder/whole-file.ts";
import type { ImportJob } from "./import-job.ts";
import { siteFile } from "#cli/folder/written-folder.ts";

/** The settings that a content folder has; undefined when it has none.
 *  @returns the first Rejection of a `site.toml` that is wrong: nothing is imported into a folder
 *  that nobody can publish */
export async function readKnownSite(folder: string): Promise<Site | undefined | Rejection> {
  const bytes = await readIfThere(join(folder, "site.toml"));
  if (bytes === undefined) return undefined;
  const { site, rejections } = readSiteSettings(bytes.toString("utf8"), "site.toml");
  return rejections[0] ?? site;
}

/** Writes `site.toml` where there is none, or where it is as import wrote it and sections have come
 *  since; what the publisher wrote is never touched: then the sections that it lacks are told.
 *  @param year  of today, with which a domain becomes an authority of ids
 *  @returns whether it was written anew */
export async function writeSite(
  folder: string,
  { intake, state, known, options }: ImportJob,
  {
    idAuthority,
    isMigration,
    year,
  }: {
    readonly idAuthority: string | undefined;
    readonly isMigration: boolean;
    readonly year: number;
  },
): Promise<boolean> {
  const path = join(folder, "site.toml");
  const there = await readIfThere(path);
  const { host } = intake.site;
  const authority = idAuthority ?? (host ? `${host},${year}` : undefined);
  const { timeZone } = options;
  const site = intake.site.site({ known, timeZone, idAuthority: authority, isMigration });
  if (site.idAuthority === FALLBACK_ID_AUTHORITY)
    intake.log.notice({ file: "site.toml" }, NO_AUTHORITY);
  const text = siteFile(site);
  if (there !== undefined && fingerprint(there) !== state.site) {
    const has = new Set<string>(allSections(known?.sections ?? []).map((section) => section.path));
    for (const section of allSections(site.sections))
      if (!has.has(section.path)) intake.log.notice({ file: "site.toml" }, lacking(section));
    return false;
  }
  const isWritten = await writeIfChanged(path, text);
  state.site = fingerprint(text);
  return isWritten && there === undefined;
}

const NO_AUTHORITY = {
  field: "id_authority",
  what: "is not known, so feed items without a guid have provisional ids",
  fix: 'write id_authority = "example.org,2026" with a domain and a year in which it is yours, before the first publication',
};

function lacking({ path, title }: { readonly path: string; readonly title: string }) {
  const slug = path.slice(path.lastIndexOf("/") + 1);
  const level = "sections.".repeat(path.split("/").length - 1);
  const fix = `add [[${level}sections]] with slug = ${JSON.stringify(slug)} and title = ${JSON.stringify(title)}`;
  return { what: `lacks the section ${path}, in which articles lie now`, fix };
}
