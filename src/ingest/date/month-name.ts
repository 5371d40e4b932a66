/** Months of English, French, German, Italian, Spanish, Portuguese, Dutch, Swedish, Polish and
 *  Russian, without accents. */
const MONTHS: readonly string[] = [
  "january janvier januar janner gennaio enero janeiro januari stycznia января январь",
  "february fevrier februar feber febbraio febrero fevereiro februari lutego февраля февраль",
  "march mars marz maerz mrz marzo marco maart mrt marca марта март",
  "april avril aprile abril kwietnia апреля апрель",
  "may mai maggio mayo maio mei maj maja мая маи",
  "june juin juni giugno junio junho czerwca июня июнь",
  "july juillet juli luglio julio julho jly lipca июля июль",
  "august aout agosto augustus augusti sierpnia августа август",
  "september septembre settembre septiembre setiembre setembro wrzesnia сентября сентябрь",
  "october octobre oktober ottobre octubre outubro pazdziernika октября октябрь",
  "november novembre noviembre novembro listopada ноября ноябрь",
  "december decembre dezember dicembre diciembre dezembro grudnia декабря декабрь",
];
/** Months of Czech, Danish, Finnish, Greek, Hungarian, Indonesian, Norwegian, Romanian, Slovak,
 *  Turkish and Ukrainian as dates have them, without accents: whole names alone, for their
 *  beginnings are those of others. */
const WHOLE_MONTHS: readonly string[] = [
  "ledna tammikuuta ιανουαριου ianuarie januara ocak січня",
  "unora helmikuuta φεβρουαριου februarie februara subat лютого",
  "brezna marts maaliskuuta μαρτιου marcius maret martie mart березня",
  "dubna huhtikuuta απριλιου aprilis aprilie aprila nisan квітня",
  "kvetna toukokuuta μαιου majus mayis травня",
  "cervna kesakuuta ιουνιου junius iunie juna haziran червня",
  "cervence heinakuuta ιουλιου julius iulie jula temmuz липня",
  "srpna elokuuta αυγουστου augusztus augusta agustus agustos серпня",
  "zari syyskuuta σεπτεμβριου szeptember septembrie septembra eylul вересня",
  "rijna lokakuuta οκτωβριου octombrie oktobra ekim жовтня",
  "listopadu marraskuuta νοεμβριου noiembrie novembra kasim листопада",
  "prosince joulukuuta δεκεμβριου desember decembrie decembra aralik грудня",
];
const WHOLE: ReadonlyMap<string, string> = new Map(
  WHOLE_MONTHS.flatMap((names, index) =>
    names.split(" ").map((name) => [name, String(index + 1)] as const),
  ),
);
const NAMES = MONTHS.flatMap((names, index) =>
  names.split(" ").map((name) => ({ name, month: String(index + 1) })),
);

/**
 * The number of a month by its name or at least the first three letters of it, such as `4` of
 * `Apr`, `avr.` or `abril`; undefined when it is none, or of two months.
 */
export function monthFrom(name: string | undefined): string | undefined {
  const bare = (name ?? "")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}.]/gu, "");
  if (bare.length < 3) return undefined;
  const whole = WHOLE.get(bare);
  if (whole !== undefined) return whole;
  const found = NAMES.filter(({ name }) => name.startsWith(bare)).map(({ month }) => month);
  const [first, ...others] = new Set(found);
  return others.length === 0 ? first : undefined;
}
