/** Months of English, French, German, Italian, Spanish, Portuguese, Dutch, Swedish and Polish,
 *  without accents. */
const MONTHS: readonly string[] = [
  "january janvier januar janner gennaio enero janeiro januari stycznia",
  "february fevrier februar feber febbraio febrero fevereiro februari lutego",
  "march mars marz maerz mrz marzo marco maart mrt marca",
  "april avril aprile abril kwietnia",
  "may mai maggio mayo maio mei maj maja",
  "june juin juni giugno junio junho czerwca",
  "july juillet juli luglio julio julho jly lipca",
  "august aout agosto augustus augusti sierpnia",
  "september septembre settembre septiembre setiembre setembro wrzesnia",
  "october octobre oktober ottobre octubre outubro pazdziernika",
  "november novembre noviembre novembro listopada",
  "december decembre dezember dicembre diciembre dezembro grudnia",
];
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
  const found = NAMES.filter(({ name }) => name.startsWith(bare)).map(({ month }) => month);
  const [first, ...others] = new Set(found);
  return others.length === 0 ? first : undefined;
}
