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
  /** Those that were planned for a moment, and replaced before it: who has not seen that yet shows
   *  them. */
  const replaced: { readonly edition: Edition; readonly at: number }[] = [];
  const known = new Map<Edition, Map<string, string>>();
  const answerOf = async (edition: Edition, path: string): Promise<string> => {
    const answers = known.get(edition) ?? new Map<string, string>();
    known.set(edition, answers);
    const held = answers.get(path);
    if (held !== undefined) return held;
    const app = createApp({ now: () => edition.at, chance: () => 1 });
    const answer = await app.request(path, undefined, { KV: withCurrent(kv, edition.current) });
    const text = await answer.text();
    answers.set(path, text);
    return text;
  };
  return {
    async publish(at) {
      const current = (await kv.get("current", "text")) ?? "";
      while ((editions.at(-1)?.at ?? -1) >= at) replaced.push({ edition: editions.pop()!, at });
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
      for (const { edition, at } of replaced)
        if ((await answerOf(edition, path)) === text) return now - at;
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
