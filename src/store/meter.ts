/** What a request has cost so far. */
export type Cost = {
  /** Keys read from KV. */
  readonly reads: number;
  /** Calls of KV: a bulk read is one, however many keys it takes. */
  readonly ops: number;
  /** Times it waited, one after another: a round begins when a read is asked for while none is
   *  under way. */
  readonly rounds: number;
};

/** Counts the reads of one request. */
export type Meter = Cost & {
  /** Runs one call of KV and counts it.
   *  @param keys  how many keys it reads */
  count<T>(keys: number, call: () => Promise<T>): Promise<T>;
};

/** A meter that has counted nothing yet. */
export function createMeter(): Meter {
  let [reads, ops, rounds, underWay] = [0, 0, 0, 0];
  return {
    get reads() {
      return reads;
    },
    get ops() {
      return ops;
    },
    get rounds() {
      return rounds;
    },
    async count(keys, call) {
      reads += keys;
      ops += 1;
      if (underWay === 0) rounds += 1;
      underWay += 1;
      try {
        return await call();
      } finally {
        underWay -= 1;
      }
    },
  };
}
