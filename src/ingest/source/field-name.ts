/** The name of a field whatever its spelling: `publishDate`, `publish_date` and `publishdate` are
 *  one. */
export function bareName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}

/** The fields by their bare names; of two that are one, the first that is set counts. */
export function byBareName(
  fields: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, readonly [string, unknown]> {
  const byName = new Map<string, readonly [string, unknown]>();
  for (const [name, value] of Object.entries(fields)) {
    const bare = bareName(name);
    const there = byName.get(bare);
    if (there === undefined || there[1] === null || there[1] === "")
      byName.set(bare, [name, value]);
  }
  return byName;
}
