import { createRandom } from "../test/search/sample.ts";

/** Something to measure: it gives bytes, so that no engine can leave the work undone. */
export type Contender = { readonly name: string; readonly run: () => Uint8Array };

const ROUNDS = 60;
const WARM_UP_ROUNDS = 10;
/** Which of the sorted rounds counts: a quarter is quieter than that one, three quarters are not. */
const QUANTILE = 0.25;

/** CPU time of each contender, taken in turns within one run, so that the machine's moods meet all alike.
 *  @param times  runs in one round
 *  @returns microseconds a run, by name: the lower quartile of the rounds */
export function cpuMicroseconds(
  contenders: readonly Contender[],
  times: number,
): ReadonlyMap<string, number> {
  const rounds = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  const random = createRandom(1);
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    // Each round has another order and another length. Otherwise the large garbage collections, which come after so and so many
    // bytes, fall into one contender's turn round after round, and double its time; and one would always clear up after the same other.
    const repeats = times + (round & 3);
    for (const { name, run } of shuffled(contenders, random)) {
      const before = process.cpuUsage();
      let sum = 0;
      for (let time = 0; time < repeats; time++) sum += run().length;
      const { user, system } = process.cpuUsage(before);
      if (round >= 0 && sum > 0) rounds.get(name)?.push((user + system) / repeats);
    }
  }
  return new Map([...rounds].map(([name, values]) => [name, quantile(values)]));
}

function quantile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * QUANTILE)] ?? Number.NaN;
}

/** The same in another order. */
function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
