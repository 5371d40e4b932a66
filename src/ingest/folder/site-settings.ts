import { parse as parseToml, TomlError } from "smol-toml";
import { isRecord } from "#model/field.ts";
import {
  type Fault,
  isRejection,
  type Place,
  rejection,
  type Rejection,
  toldFault,
} from "#model/rejection.ts";
import { toSections } from "#model/section.ts";
import { type Site, SITE_DEFAULTS, toSite } from "#model/site.ts";
import { notice, type Notice } from "./content.ts";
import { tomlPlaces } from "#ingest/source/toml-places.ts";
import { rejectionsAt } from "./draft.ts";
import { oldPathFaults, unknownSectionSettings } from "./section-notices.ts";

/** The settings of a site, as far as they are right. */
export type SettingsReading = {
  readonly site: Site;
  readonly rejections: readonly Rejection[];
  readonly notices: readonly Notice[];
  /** Where a setting stands, or what is meant in it. */
  readonly placeOf: (field?: string, at?: Fault["at"]) => Place;
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
  const table = tableFrom(text, file);
  if (isRejection(table)) {
    const { place } = table;
    return { site: SITE_DEFAULTS, rejections: [table], notices: [], placeOf: () => place };
  }
  const lineOf = tomlPlaces(text);
  const placeOf: SettingsReading["placeOf"] = (field, at) => ({
    file,
    line: lineOf(wayToSetting(table, field, at)),
  });
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
    notices: [
      ...notices,
      ...inSections.map((fault) => notice(placeOf(fault.field, fault.at), toldFault(fault))),
    ],
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
  const faulty = new Set(site.faults.map(({ field = "" }) => nameOf(field)));
  const right = toSite(
    Object.fromEntries(Object.entries(table).filter(([key]) => !faulty.has(key))),
  );
  return isRejection(right) ? SITE_DEFAULTS : right;
}

/** The name of the setting that a field begins with, as in `navigation[2]`. */
function nameOf(field: string): string {
  return /^[\w-]*/.exec(field)?.[0] ?? "";
}

/** The way to what a fault means in the table: a field such as `sections: news/politics: lang` goes
 *  by slugs, and a text of a list is looked for in it. */
function wayToSetting(
  table: Table,
  field = "",
  at: Fault["at"] = [],
): readonly (string | number)[] {
  const [, path = "", key] = field.split(": ");
  const isWhole = path === "" || typeof at[0] === "number";
  const way: (string | number)[] = isWhole
    ? [nameOf(field)]
    : ["sections", ...wayToSection(table["sections"], path), ...(key ? [key] : [])];
  const start = way.reduce((found: unknown, step) => partOf(found, step), table);
  at.reduce((found: unknown, step) => {
    const place = Array.isArray(found) && typeof step === "string" ? found.indexOf(step) : step;
    way.push(place);
    return partOf(found, place);
  }, start);
  return way;
}

function wayToSection(sections: unknown, path: string): readonly (string | number)[] {
  const list: readonly unknown[] = Array.isArray(sections) ? sections : [];
  const slugOf = (section: unknown): string => String(partOf(section, "slug"));
  const index = list.findIndex(
    (section) => slugOf(section) === path || path.startsWith(`${slugOf(section)}/`),
  );
  if (index < 0) return [];
  const rest = path.slice(slugOf(list[index]).length + 1);
  if (rest === "") return [index];
  return [index, "sections", ...wayToSection(partOf(list[index], "sections"), rest)];
}

function partOf(found: unknown, step: string | number): unknown {
  if (Array.isArray(found)) return typeof step === "number" ? found[step] : undefined;
  return isRecord(found) && Object.hasOwn(found, step) ? found[step] : undefined;
}
