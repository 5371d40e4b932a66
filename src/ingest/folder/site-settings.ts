import { parse as parseToml, TomlError } from "smol-toml";
import { isRejection, type Place, rejection, type Rejection } from "#model/rejection.ts";
import { toSections } from "#model/section.ts";
import { type Site, SITE_DEFAULTS, toSite } from "#model/site.ts";
import { notice, type Notice } from "./content.ts";
import { rejectionsAt } from "./draft.ts";
import { oldPathFaults, unknownSectionSettings } from "./section-notices.ts";

/** The settings of a site, as far as they are right. */
export type SettingsReading = {
  readonly site: Site;
  readonly rejections: readonly Rejection[];
  readonly notices: readonly Notice[];
  /** Where a setting stands. */
  readonly placeOf: (field?: string) => Place;
};

const SETTINGS: ReadonlySet<string> = new Set(
  (
    "title description url lang time_zone id_authority license own_sources content_signal rsl hub icon synonyms " +
    "recency_half_life_days aliases gone link_posts players redirects sections logo colours home navigation footer"
  ).split(" "),
);

/** Reads `site.toml`. A wrong setting is rejected and stands at its default; a wrong section is
 *  rejected with those inside it; the rest holds. Never throws.
 *  @param file  its name, for messages */
export function readSiteSettings(text: string, file: string): SettingsReading {
  const placeOf = (field?: string): Place => ({ file, line: lineOfSetting(text, field) });
  const table = tableFrom(text, file);
  if (isRejection(table)) return { site: SITE_DEFAULTS, rejections: [table], notices: [], placeOf };
  const unknown = Object.keys(table).filter((key) => !SETTINGS.has(key));
  const notices = [
    ...unknown.map((key) =>
      notice(placeOf(key), {
        field: key,
        what: "is not a setting",
        fix: `write one of ${[...SETTINGS].join(", ")}`,
      }),
    ),
    ...("id_authority" in table ? [] : [notice({ file }, NO_AUTHORITY)]),
  ];
  const { sections, ...rest } = table;
  const inside = toSections(sections);
  const site = toSite(rest);
  const faults = [...(isRejection(site) ? site.faults : []), ...inside.faults];
  const whole = { ...withoutFaulty(rest, site), sections: inside.sections };
  const inSections = [...unknownSectionSettings(sections), ...oldPathFaults(whole)];
  return {
    site: whole,
    rejections: rejectionsAt(placeOf, faults),
    notices: [...notices, ...inSections.map((fault) => notice(placeOf(fault.field), fault))],
    placeOf,
  };
}

const NO_AUTHORITY = {
  field: "id_authority",
  what: "is missing, so feed items have provisional ids",
  fix: 'write id_authority = "example.org,2026" with a domain and a year in which it is yours, once and for ever',
};

type Table = Readonly<Record<string, unknown>>;

function tableFrom(text: string, file: string): Table | Rejection {
  try {
    return parseToml(text, { maxDepth: 50, integersAsBigInt: "asNeeded" });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const what = (error.message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "");
    const fix = "correct this line; until then no setting holds";
    return rejection({ file, line: error.line }, { what: `is not TOML: ${what}`, fix });
  }
}

/** The site, its wrong settings left out. */
function withoutFaulty(table: Table, site: Site | Rejection): Site {
  if (!isRejection(site)) return site;
  const faulty = new Set(site.faults.map(({ field }) => field));
  const right = toSite(
    Object.fromEntries(Object.entries(table).filter(([key]) => !faulty.has(key))),
  );
  return isRejection(right) ? SITE_DEFAULTS : right;
}

/** The line of a top-level setting, or of the section that a field such as `sections:
 *  news/politics: lang` names; the first when it is not found. */
function lineOfSetting(text: string, field: string | undefined): number {
  const [name = "", path] = (field ?? "").split(": ");
  const slug = path?.slice(path.lastIndexOf("/") + 1);
  const lines = text.split("\n");
  const isLine = (line: string): boolean =>
    slug === undefined
      ? /^\s*["']?([\w-]+)["']?\s*=/.exec(line)?.[1] === name
      : /^\s*slug\s*=\s*["'](.*?)["']/.exec(line)?.[1] === slug;
  return Math.max(1, lines.findIndex(isLine) + 1);
}
