/** The same function, asked for each key once: what it gave is kept as long as the function that
 *  is returned. For functions that always give the same for the same key.
 *  @example const stem = memoize(stemEnglish) */
export function memoize<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined || made.has(key)) return known as V; // a value of `made` is a V
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
