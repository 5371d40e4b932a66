import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Has V8 collect garbage before its heap grows, instead of letting it grow to several times what
 *  is in use: an import of 200 MB then stays at 165 MB of memory instead of 270 to 295, for some
 *  more CPU. V8 looks at this flag whenever it decides how far the heap may grow, so that it works
 *  after the start too.
 *  @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags */
export function keepHeapSmall(): void {
  setFlagsFromString("--optimize-for-size");
}

/** Lets the heap grow to four times what is in use before all of it is looked through: while a
 *  command begins and reads, little of it is garbage. */
export function letHeapGrow(): void {
  setFlagsFromString("--heap-growing-percent=900");
}

/** Lets the heap grow by three fifths between two collections of all garbage, and the room for what
 *  is young no further than it is: V8 would take 134 MB for that, in which little of a publication
 *  lives. A heap that is kept as small as can be while KV is opened is no smaller in the end, and
 *  took a sixth of the CPU of a publication of a changed article. */
export function holdHeap(): void {
  setFlagsFromString("--heap-growing-percent=60");
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Has V8 take 32 MB for what is young where it has less: with 1 MB a publication of 2,000 articles
 *  takes a fifth more CPU. */
export function widenYoung(): void {
  // At once: each doubling would move all that is young, and took 0.2 s in sum.
  const factor = Math.max(1, Math.ceil(YOUNG_BYTES / youngBytes()));
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
  growYoung();
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Bytes of the room for what is young; twice as much as can be in use of it. */
const YOUNG_BYTES = 32 * 1024 * 1024;
/** Objects that are made before V8 is asked how much room there is, and how often it is asked. */
const OBJECTS = 5_000;
const MOST_TURNS = 100;

/** Has V8 widen the room for what is young: once it runs, no flag says how wide that shall be, but
 *  it grows by its factor when much of it lives. */
function growYoung(): void {
  const held: object[][] = [];
  for (let turn = 0; turn < MOST_TURNS && youngBytes() < YOUNG_BYTES; turn++)
    held.push(Array.from({ length: OBJECTS }, (_, at) => ({ at })));
}

function youngBytes(): number {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
  return young?.space_size ?? Infinity;
}
