import { setFlagsFromString } from "node:v8";

/** Has V8 compile nothing for speed, and collect what is young in one thread: in a run of three
 *  seconds neither pays for itself, and both together took a seventh of the CPU of a publication of
 *  one changed article among 10,000.
 *  @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags */
export function expectShortRun(): void {
  setFlagsFromString("--no-opt");
  setFlagsFromString("--no-parallel-scavenge");
}

/** Undoes it, where there is more to do than was expected. */
export function expectLongRun(): void {
  setFlagsFromString("--opt");
  setFlagsFromString("--parallel-scavenge");
}
