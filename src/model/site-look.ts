import { withoutUndefined } from "./defined.ts";
import { type Colour, contrastOf, toColour } from "./colour.ts";
import { type Fields, fieldsOf, isRecord } from "./field.ts";
import { listOf } from "./article-part.ts";
import { type SectionPath, toSectionPath } from "./name.ts";
import { isRejection, rejection, type Rejection } from "./rejection.ts";

/** A line of words on every page, with where it leads. */
type PageLink = {
  readonly title: string;
  /** An http address, or a path below the site. */
  readonly url?: string;
};

/** What the publisher says of how the pages look. */
export type SiteLook = {
  /** URL or media path of a picture that stands for the title in the masthead. */
  readonly logo?: string;
  /** The colour of what stands out, for light and for dark pages. */
  readonly accent?: { readonly light: Colour; readonly dark: Colour };
  /** Sections of the home page, in its order; absent: those of the top. */
  readonly home?: readonly SectionPath[];
  /** The links of the masthead; absent: the sections of the top. */
  readonly navigation?: readonly PageLink[];
  /** The lines of the foot: licences and registrations that a country asks for, an imprint, … */
  readonly footer?: readonly PageLink[];
};

/** The paper of light and of dark pages, on which the accent must be read. */
const PAPER = { light: "fffefb" as Colour, dark: "171614" as Colour };
/** What WCAG 2.2 AA asks of text. */
const MIN_CONTRAST = 4.5;
/** The dark pages' accent where the publisher gives none. */
const DARK_ACCENT = "e8a798" as Colour;

/** Reads the settings of the pages' look: `logo`, `home`, `navigation`, `footer`, and `colours`. */
export function lookOf(fields: Fields): SiteLook {
  return withoutUndefined({
    logo: fields.optional("logo"),
    accent: fields.checked("colours", toAccent),
    home: absentIfEmpty(listOf(fields, "home", toSectionPath)),
    navigation: absentIfEmpty(listOf(fields, "navigation", toPageLink)),
    footer: absentIfEmpty(listOf(fields, "footer", toPageLink)),
  });
}

function absentIfEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** Checks `{ title, url? }`, or the title alone. */
function toPageLink(value: unknown): PageLink | Rejection {
  const fields = fieldsOf(typeof value === "string" ? { title: value } : value);
  const title = fields.required("title", 200);
  const url = fields.optional("url");
  if (url !== undefined && !/^(?:https?:\/\/[^/]|mailto:|\/(?![/\\]))/i.test(url))
    fields.fault("url", "is no address", "write https://… or a path such as /about");
  return fields.faults.length > 0
    ? rejection({}, ...fields.faults)
    : { title, ...(url !== undefined && { url }) };
}

function noteAt(fields: Fields, name: string, { faults }: Rejection): void {
  for (const { what, fix } of faults) fields.fault(name, what, fix);
}

/** Checks `{ accent, accent_dark? }`: each must be read on the paper of its pages. */
function toAccent(value: unknown): SiteLook["accent"] | Rejection {
  if (!isRecord(value))
    return rejection({}, { what: "is not a table", fix: 'write colours = { accent = "#7b2418" }' });
  const fields = fieldsOf(value);
  const light = toColour(value["accent"]);
  const dark = value["accent_dark"] === undefined ? DARK_ACCENT : toColour(value["accent_dark"]);
  if (isRejection(light)) noteAt(fields, "accent", light);
  if (isRejection(dark)) noteAt(fields, "accent_dark", dark);
  if (isRejection(light) || isRejection(dark)) return rejection({}, ...fields.faults);
  for (const [name, colour, paper] of [
    ["accent", light, PAPER.light],
    ["accent_dark", dark, PAPER.dark],
  ] as const) {
    const contrast = contrastOf(colour, paper);
    if (contrast >= MIN_CONTRAST) continue;
    const what = `${name} has a contrast of ${contrast.toFixed(1)} with the paper, which is too faint to read`;
    return rejection({}, { what, fix: `choose one of at least ${MIN_CONTRAST}`, at: [name] });
  }
  return { light, dark };
}
