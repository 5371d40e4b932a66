/** Months of English, French, German, Italian, Spanish, Portuguese and Dutch, without accents. */
const MONTHS: readonly string[] = [
  "january janvier januar janner gennaio enero janeiro januari",
  "february fevrier februar feber febbraio febrero fevereiro februari",
  "march mars marz maerz mrz marzo marco maart mrt",
  "april avril aprile abril",
  "may mai maggio mayo maio mei",
  "june juin juni giugno junio junho",
  "july juillet juli luglio julio julho jly",
  "august aout agosto augustus",
  "september septembre settembre septiembre setiembre setembro",
  "october octobre oktober ottobre octubre outubro",
  "november novembre noviembre novembro",
  "december decembre dezember dicembre diciembre dezembro",
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
