/**
 * The offsets of zones that mean one thing wherever dates are written: those of RFC 822 section
 * 5.1, and names whose other meanings nobody publishes in. IST (India, Ireland, Israel) and the
 * like are left out, so that they are an error and not a guess.
 */
const ZONES: ReadonlyMap<string, string> = new Map(
  (
    "ut=Z utc=Z gmt=Z z=Z wet=Z " +
    "est=-05:00 edt=-04:00 cst=-06:00 cdt=-05:00 mst=-07:00 mdt=-06:00 pst=-08:00 pdt=-07:00 " +
    "akst=-09:00 akdt=-08:00 hst=-10:00 adt=-03:00 nst=-03:30 ndt=-02:30 brt=-03:00 art=-03:00 " +
    "bst=+01:00 west=+01:00 cet=+01:00 mez=+01:00 cest=+02:00 mesz=+02:00 eet=+02:00 " +
    "eest=+03:00 msk=+03:00 trt=+03:00 sast=+02:00 eat=+03:00 wat=+01:00 cat=+02:00 idt=+03:00 " +
    "pkt=+05:00 npt=+05:45 ict=+07:00 wib=+07:00 wita=+08:00 wit=+09:00 hkt=+08:00 sgt=+08:00 " +
    "myt=+08:00 pht=+08:00 awst=+08:00 jst=+09:00 kst=+09:00 acst=+09:30 acdt=+10:30 " +
    "aest=+10:00 aedt=+11:00 nzst=+12:00 nzdt=+13:00 " +
    "北京时间=+08:00 北京時間=+08:00 台北時間=+08:00 台北时间=+08:00 香港時間=+08:00 香港时间=+08:00"
  )
    .split(" ")
    .map((entry) => entry.split("=", 2) as [string, string]),
);

/** Zones by whose clocks CST is the time of China. */
const CHINESE_ZONES =
  /^(?:Asia\/(?:Shanghai|Chongqing|Chungking|Harbin|Urumqi|Kashgar|Taipei|Hong_Kong|Macau|Macao)|PRC|ROC|Hongkong)$/i;

/** A date as it is meant at a place: CST is the time of China where the place's own is, and
 *  elsewhere that of Chicago, as in mail.
 *  @param timeZone  IANA name
 *  @example inPlace("2023-04-14 08:05 CST", "Asia/Taipei") // "2023-04-14 08:05 +08:00" */
export function inPlace(written: string, timeZone: string | undefined): string {
  if (timeZone === undefined || !CHINESE_ZONES.test(timeZone)) return written;
  return written.replace(/(?<=\d(?:\s?[ap]\.?m\.?)?\s?\(?)CST(?![\p{L}\d])/giu, "+08:00");
}

/** Names of zones that mean several, so that nobody knows which: of India, Ireland or Israel, of
 *  Arabia or the Atlantic, and the like. */
const AMBIGUOUS = /^(?:ist|ast|gst|sst|wst|ect|cct|amt|act|bdt|pst8pdt)$/i;

/** Whether a word is the name of several zones at once. */
export function isAmbiguousZone(word: string): boolean {
  return AMBIGUOUS.test(word.trim());
}

/** Zones of the continent where CST is the time of Chicago. */
const AMERICAN_ZONES = /^(?:America\/|US\/|Canada\/|Mexico\/|CST6CDT|EST|MST)/i;

/** The place by whose clock CST is meant: where a text is Chinese, and the site's clock is not one
 *  of America, that is China.
 *  @param timeZone  IANA name of the site's clock */
export function placeOfText(timeZone: string | undefined, isChinese: boolean): string | undefined {
  return isChinese && !AMERICAN_ZONES.test(timeZone ?? "") && !CHINESE_ZONES.test(timeZone ?? "")
    ? "Asia/Shanghai"
    : timeZone;
}

/** Matches `+0800`, `+08:00`, `-5`, `gmt+8`, `utc +08:00`. */
const OFFSET = /^(?:gmt|utc?)? ?([+-−])(\d{1,2}):?(\d{2})?$/;

/**
 * The offset of a zone as RFC 3339 writes it: of a number, or of a name that is known.
 * @param zone  in small letters; "" is no zone
 * @returns undefined when it is not known
 */
export function offsetFrom(zone: string): string | undefined {
  const bare = zone.trim().toLowerCase();
  if (bare === "") return "";
  const [, sign, hours = "", minutes = "00"] = OFFSET.exec(bare) ?? [];
  if (sign !== undefined) return `${sign === "+" ? "+" : "-"}${hours.padStart(2, "0")}:${minutes}`;
  // RFC 2822 section 4.3: nobody knows which way a military zone was meant: all of them are UTC.
  if (/^[a-ik-z]$/.test(bare)) return "Z";
  return ZONES.get(bare);
}
