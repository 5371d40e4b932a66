import { withoutUndefined } from "./defined.ts";
import { fieldsOf, type Fields } from "./field.ts";
import { httpUrl } from "./http-url.ts";
import { isTimeZone } from "./instant.ts";
import { toLanguageTag } from "./language-tag.ts";
import type { SectionPath } from "./name.ts";
import { rejection, type Place, type Rejection } from "./rejection.ts";
import { quoted } from "./quoted.ts";
import { type Redirects, toRedirects } from "./redirect.ts";
import { pathsIn, type Section, toSections } from "./section.ts";
import { type ContentSignal, toContentSignal } from "./license.ts";
import { lookOf, type SiteLook } from "./site-look.ts";

/** What the publisher says of the site as a whole, in `site.toml`. */
export type Site = {
  readonly title: string;
  readonly description?: string;
  /** The site's own origin and path without a slash at the end, such as `https://news.example.org`.
   *  The Worker's BASE_URL overrides it. */
  readonly url?: string;
  /** BCP 47. */
  readonly lang: string;
  /** IANA name: a date alone begins at this zone's midnight. */
  readonly timeZone: string;
  /** The authority of tag URIs, such as `example.org,2026`: written once, never changed (RFC
   *  4151). */
  readonly idAuthority: string;
  /** URL of the licence of everything, unless an article has its own. */
  readonly license?: string;
  /** Names of sources that are the publisher's own, beside the site's title. Absent for none. */
  readonly ownSources?: readonly string[];
  /** What programs may do with everything. Absent: nothing is said. */
  readonly contentSignal?: ContentSignal;
  /** Whether licence and signals are told in RSL too. */
  readonly rsl?: true;
  /** URL of the WebSub hub. */
  readonly hub?: string;
  /** URL or media path of a square image. */
  readonly icon?: string;
  /** Groups of words that find each other. */
  readonly synonyms: readonly (readonly string[])[];
  /** Days after which an article counts half in the ranking; absent: age does not count. */
  readonly recencyHalfLifeDays?: number;
  /** Old paths of the whole-site feed, which redirect to it. Texts here; ingest keeps those that
   *  are paths and free. */
  readonly aliases: readonly string[];
  /** Paths of sections that ended: their feeds and pages answer 410. Absent for none. */
  readonly gone?: readonly SectionPath[];
  /** Whether an article that lives elsewhere leads to its page here in feeds, and names the other
   *  address beside it. Absent: to where it lives. */
  readonly linkPosts?: boolean;
  /** Hosts whose frames stay in feeds, beside the known players. Absent for none. */
  readonly players?: readonly string[];
  /** Old paths that are no feed's, and where they lead. Absent for none. */
  readonly redirects?: Redirects;
  readonly sections: readonly Section[];
} & SiteLook;

/** The authority that stands in while `site.toml` names none; `.invalid` can never belong to
 *  anybody (RFC 2606). */
export const FALLBACK_ID_AUTHORITY = "broadsheet.invalid,2026";

/** The origin that stored HTML has in place of the site's own, so that a new domain rewrites
 *  nothing. Replaced when an article is shown. */
export const OWN_ORIGIN = "https://own.broadsheet.invalid";

/** What stands in for settings that `site.toml` does not give. */
export const SITE_DEFAULTS: Site = {
  title: "Broadsheet",
  lang: "und",
  timeZone: "UTC",
  idAuthority: FALLBACK_ID_AUTHORITY,
  synonyms: [],
  aliases: [],
  sections: [],
};

/** Matches `example.org,2026` and `me@example.org,2026-11-23`; refuses `example.org`,
 *  `https://example.org`. */
const ID_AUTHORITY = /^(?:[\w.+-]{1,64}@)?[a-z0-9][a-z0-9.-]{0,250},\d{4}(?:-\d{2}(?:-\d{2})?)?$/i;

/** Checks the settings of a site. Keys are those of `site.toml`: `title description url lang
 *  time_zone id_authority license own_sources content_signal rsl hub icon synonyms
 *  recency_half_life_days aliases gone link_posts players redirects sections`, and those of
 *  `lookOf`.
 *  @returns the site, or a Rejection that names everything wrong with it */
export function toSite(value: unknown, place: Place = {}): Site | Rejection {
  const fields = fieldsOf(value);
  const site = {
    title: fields.optional("title", 200) ?? SITE_DEFAULTS.title,
    description: fields.optional("description"),
    url: addressOf(fields),
    lang: fields.checked("lang", toLanguageTag) ?? SITE_DEFAULTS.lang,
    timeZone: fields.optional("time_zone") ?? SITE_DEFAULTS.timeZone,
    idAuthority: fields.optional("id_authority") ?? SITE_DEFAULTS.idAuthority,
    license: httpUrl(fields, "license"),
    ownSources: ownSourcesOf(fields),
    contentSignal: fields.checked("content_signal", toContentSignal),
    rsl: truthOf(fields, "rsl"),
    hub: httpUrl(fields, "hub"),
    icon: fields.optional("icon"),
    synonyms: synonymsOf(fields),
    recencyHalfLifeDays: daysOf(fields),
    aliases: fields.list("aliases"),
    gone: goneOf(fields),
    linkPosts: truthOf(fields, "link_posts"),
    players: playersOf(fields),
    redirects: fields.checked("redirects", toRedirects),
    ...lookOf(fields),
  };
  if (!isTimeZone(site.timeZone))
    fields.fault(
      "time_zone",
      `${JSON.stringify(site.timeZone)} is not a time zone`,
      "write Asia/Shanghai",
    );
  if (!ID_AUTHORITY.test(site.idAuthority))
    fields.fault("id_authority", "is not an authority", "write example.org,2026");
  const { sections, faults } = toSections(fields.raw("sections"));
  const all = [...fields.faults, ...faults];
  if (all.length > 0) return rejection(place, ...all);
  return { ...withoutUndefined(site), sections };
}

function addressOf(fields: Fields): string | undefined {
  const url = httpUrl(fields, "url");
  if (url !== undefined && /[?#]/.test(url))
    fields.fault("url", "has a query or a fragment", "write the address that paths are put behind");
  return url?.replace(/\/+$/, "");
}

function ownSourcesOf(fields: Fields): readonly string[] | undefined {
  const names = fields.list("own_sources");
  return names.length > 0 ? names : undefined;
}

function truthOf(fields: Fields, name: string): true | undefined {
  const found = fields.given(name);
  if (found !== undefined && typeof found !== "boolean")
    fields.fault(name, "is neither true nor false");
  return found === true ? true : undefined;
}

/** Matches `tv.example.org`; refuses `https://tv.example.org`, `localhost`. */
const HOST = /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,62}$/;

function playersOf(fields: Fields): readonly string[] | undefined {
  const hosts = fields.list("players");
  for (const host of hosts)
    if (!HOST.test(host))
      fields.fault("players", `${quoted(host)} is not a host`, "write tv.example.org", [host]);
  return hosts.length > 0 ? hosts : undefined;
}

function goneOf(fields: Fields): readonly SectionPath[] | undefined {
  const gone = pathsIn(fields, "gone");
  return gone.length > 0 ? gone : undefined;
}

function synonymsOf(fields: Fields): Site["synonyms"] {
  const found = fields.raw("synonyms");
  if (found === undefined) return [];
  const groups = Array.isArray(found) ? found : [];
  const wrong = groups.findIndex(
    (group) =>
      !Array.isArray(group) ||
      group.length < 2 ||
      group.some((word) => typeof word !== "string" || word === ""),
  );
  const right = wrong < 0;
  if (!Array.isArray(found) || !right)
    fields.fault("synonyms", "is not a list of groups of words", 'write [["网络", "網路"]]', [
      Math.max(0, wrong),
    ]);
  // Every group was just seen to be a list of texts.
  return right ? (groups as string[][]) : [];
}

function daysOf(fields: Fields): number | undefined {
  const found = fields.raw("recency_half_life_days");
  if (found === undefined) return undefined;
  if (typeof found === "number" && found >= 1 && found <= 36_500) return found;
  fields.fault(
    "recency_half_life_days",
    "is not a number of days",
    "write a number from 1 to 36500",
  );
  return undefined;
}

/** The site's own address, with which every absolute URL begins.
 *  @param override  the Worker's BASE_URL, if it has one
 *  @returns an address without a slash at the end */
export function baseUrlOf(site: Site, override?: string): string {
  return (override || site.url || "http://localhost:8787").replace(/\/+$/, "");
}
