/** Field lengths gathered article by article, with MiniSearch's running average. */
type LengthStatistics = {
  /** @param lengths  by field number */
  readonly add: (lengths: readonly number[]) => void;
  readonly count: () => number;
  /** By field number, then article number. */
  readonly lengths: readonly (readonly number[])[];
  readonly averages: () => readonly number[];
  readonly totals: () => readonly number[];
  /** The longest of each field. */
  readonly longest: () => readonly number[];
};

/** Statistics of no articles yet.
 *  @param fields  count of fields */
export function createLengthStatistics(fields: number): LengthStatistics {
  const lengths: number[][] = Array.from({ length: fields }, () => []);
  const averages = new Float64Array(fields);
  const totals = new Float64Array(fields);
  const longest = new Float64Array(fields);
  let count = 0;
  return {
    lengths,
    add(added) {
      for (let field = 0; field < fields; field++) {
        const length = added[field]!;
        lengths[field]!.push(length);
        totals[field]! += length;
        longest[field] = Math.max(longest[field]!, length);
        // MiniSearch's addFieldLength keeps a running average, not a sum: its last bits depend on
        // every article and on their order.
        averages[field] = (averages[field]! * count + length) / (count + 1);
      }
      count++;
    },
    count: () => count,
    averages: () => [...averages],
    totals: () => [...totals],
    longest: () => [...longest],
  };
}
