/** Gives each thing a number, 0 first, by the halves of its hash of 64 bits: a table of open
 *  addresses, for a site has millions of terms to number. O(1). */
export function createNumbering(): (low: number, high: number) => number {
  let size = 1 << 13;
  let numbers = new Int32Array(size).fill(-1);
  let hashes = new Uint32Array(size);
  let count = 0;
  const slotOf = (low: number, high: number): number => {
    let slot = low & (size - 1);
    for (let number = numbers[slot]!; number >= 0; number = numbers[slot]!) {
      if (hashes[2 * number] === low && hashes[2 * number + 1] === high) break;
      slot = (slot + 1) & (size - 1);
    }
    return slot;
  };
  const widen = (): void => {
    size *= 2;
    hashes = doubled(hashes);
    numbers = new Int32Array(size).fill(-1);
    for (let number = 0; number < count; number++)
      numbers[slotOf(hashes[2 * number]!, hashes[2 * number + 1]!)] = number;
  };
  return (low, high) => {
    const slot = slotOf(low, high);
    const known = numbers[slot]!;
    if (known >= 0) return known;
    const number = count++;
    numbers[slot] = number;
    hashes[2 * number] = low;
    hashes[2 * number + 1] = high;
    // Half of the places stay free, and there are as many hashes as fit into them.
    if (2 * count === size) widen();
    return number;
  };
}

/** The same numbers with as many places again behind them. */
export function doubled(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(2 * numbers.length);
  wider.set(numbers);
  return wider;
}
