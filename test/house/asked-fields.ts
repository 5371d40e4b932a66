/** What a record gives that is only there to be asked. */
type Answers = {
  /** Fields that are records with fields of their own. */
  readonly nested: ReadonlySet<string>;
  /** Values of fields, by their path: where others are asked for only once these are right. */
  readonly samples: Readonly<Record<string, unknown>>;
};

/** Fields that hold lists of records. */
const LISTS: ReadonlySet<string> = new Set([
  "attachments",
  "corrections",
  "sections",
  "navigation",
  "footer",
]);

/** The paths of all fields that `read` asks for of a record, sorted: `image`, `image.url`. */
export function fieldsAskedFor(
  read: (value: unknown) => unknown,
  { nested, samples }: Answers,
): readonly string[] {
  const asked = new Set<string>();
  const valueAt = (path: string): unknown => {
    if (path.includes(".") || !nested.has(path)) return samples[path];
    const inner = recordAt(`${path}.`);
    return LISTS.has(path) ? [inner] : inner;
  };
  const recordAt = (prefix: string): object =>
    new Proxy<Record<string, unknown>>(
      {},
      {
        getOwnPropertyDescriptor(_, name) {
          const path = prefix + String(name);
          asked.add(path);
          const value = valueAt(path);
          if (value === undefined) return undefined;
          return { value, configurable: true, enumerable: true, writable: true };
        },
        get(_, name) {
          if (typeof name !== "string" || name === "kind") return undefined;
          asked.add(prefix + name);
          return valueAt(prefix + name);
        },
      },
    );
  read(recordAt(""));
  return [...asked].toSorted();
}
