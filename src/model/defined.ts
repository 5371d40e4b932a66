/** The fields of T that may be undefined, made optional and never undefined. */
type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same fields without those that are undefined, so that JSON, equality and
 *  `exactOptionalPropertyTypes` agree. */
export function withoutUndefined<T extends object>(value: T): Defined<T> {
  const kept: Partial<T> = {};
  for (const field of Object.keys(value) as (keyof T)[])
    if (value[field] !== undefined) kept[field] = value[field];
  // Dropping the undefined fields is exactly what Defined<T> says.
  return kept as unknown as Defined<T>;
}
