import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Has V8 collect garbage before its heap grows, instead of letting it grow to several times what
 *  is in use: an import of 200 MB then stays at 165 MB of memory instead of 270 to 295, for some
 *  more CPU. V8 looks at this flag whenever it decides how far the heap may grow, so that it works
 *  after the start too.
 *  @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags */
export function keepHeapSmall(): void {
  setFlagsFromString("--optimize-for-size");
}

/** Lets the heap grow by a third between two collections of all garbage, once what is loaded only
 *  to open KV has been: a publication of 3,000 articles then takes half the CPU that it takes in a
 *  heap that is kept as small as can be, where V8 collects 70 times. What is young stays within
 *  16 MB: V8 would take 134 for it, in which little of a publication lives. */
export function letHeapGrow(): void {
  setFlagsFromString("--no-optimize-for-size");
  setFlagsFromString("--heap-growing-percent=33");
  growYoung();
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Bytes of the room for what is young; twice as much as can be in use of it. */
const YOUNG_BYTES = 16 * 1024 * 1024;
/** Objects that are made before V8 is asked how much room there is, and how often it is asked. */
const OBJECTS = 5_000;
const MOST_TURNS = 100;

/** Has V8 widen the room for what is young: once it runs, no flag says how wide that shall be, but
 *  it doubles when much of it lives. */
function growYoung(): void {
  const held: object[][] = [];
  for (let turn = 0; turn < MOST_TURNS && youngBytes() < YOUNG_BYTES; turn++)
    held.push(Array.from({ length: OBJECTS }, (_, at) => ({ at })));
}

function youngBytes(): number {
  const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
  return young?.space_size ?? Infinity;
}
