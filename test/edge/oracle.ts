import { createApp } from "#serve/app.ts";

/** What readers were to see, and since when: milliseconds since 1970. */
type Edition = { readonly at: number; readonly current: string };

/** Knows every edition of a site, and how old an answer is. */
export type Oracle = {
  /** Notes what `current` holds from now on, and the moments that it plans for. */
  publish(at: number): Promise<void>;
  /** For how long, in milliseconds, readers have been owed something else than this answer; 0 when
   *  it is right, Infinity when no edition ever answered so: then it is a mixture. */
  ageOf(path: string, text: string, now: number): Promise<number>;
};

/** An oracle that asks each edition itself, through a Worker that has seen nothing else.
 *  @param kv  whole, and without lag */
export function createOracle(kv: KVNamespace): Oracle {
  const editions: Edition[] = [];
  const known = new Map<string, string>();
  const answerOf = async (edition: Edition, path: string): Promise<string> => {
    const key = `${edition.at} ${path}`;
    const held = known.get(key);
    if (held !== undefined) return held;
    const app = createApp({ now: () => edition.at, chance: () => 1 });
    const answer = await app.request(path, undefined, { KV: withCurrent(kv, edition.current) });
    const text = await answer.text();
    known.set(key, text);
    return text;
  };
  return {
    async publish(at) {
      const current = (await kv.get("current", "text")) ?? "";
      while ((editions.at(-1)?.at ?? -1) >= at) editions.pop();
      editions.push({ at, current });
      for (const from of momentsIn(current)) if (from > at) editions.push({ at: from, current });
    },
    async ageOf(path, text, now) {
      let owedSince: number | undefined;
      for (const edition of editions.filter(({ at }) => at <= now).toReversed()) {
        if ((await answerOf(edition, path)) === text)
          return owedSince === undefined ? 0 : now - owedSince;
        owedSince = edition.at;
      }
      return Infinity;
    },
  };
}

/** The same namespace, as it looks where `current` holds something else. */
export function withCurrent(kv: KVNamespace, current: string): KVNamespace {
  return new Proxy(kv, {
    get: (target, name) =>
      name === "get"
        ? (key: string, options: "text") =>
            key === "current" ? Promise.resolve(current) : target.get(key, options)
        : Reflect.get(target, name),
  });
}

function momentsIn(current: string): readonly number[] {
  // `publish` alone writes it.
  const { upcoming } = JSON.parse(current) as { upcoming: readonly { from: string }[] };
  return upcoming.map(({ from }) => Date.parse(from));
}
