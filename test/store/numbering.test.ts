import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Manifest } from "#model/release.ts";
import { numberAt, storedCount, storedPlace } from "#store/numbering.ts";

test("numbers go by age through the base and what is laid over it, and lead back", () => {
  const changes = fc.record({
    documents: fc.integer({ min: 0, max: 30 }),
    removed: fc.uniqueArray(fc.nat(29)),
    places: fc.array(fc.nat(30), { maxLength: 12 }),
  });
  fc.assert(
    fc.property(changes, ({ documents, removed, places }) => {
      const gone = removed.filter((doc) => doc < documents).sort((a, b) => a - b);
      const before = places.map((place) => Math.min(place, documents)).sort((a, b) => a - b);
      const order: number[] = [];
      for (let doc = 0; doc <= documents; doc++) {
        for (const [index, place] of before.entries())
          if (place === doc) order.push(documents + index);
        if (doc < documents && !gone.includes(doc)) order.push(doc);
      }
      const recent = { documents, removed: gone, places: before };
      // Nothing else of a manifest is looked at.
      const manifest = { count: order.length, recent } as unknown as Manifest;
      expect(order.map((_, doc) => storedPlace(manifest, doc))).toEqual(order);
      const numbers = Array.from({ length: storedCount(manifest) }, (_, place) =>
        numberAt(manifest, place),
      );
      expect(order.map((place) => numbers[place])).toEqual([...order.keys()]);
      expect(gone.map((place) => numbers[place])).toEqual(gone.map(() => undefined));
      expect(() => storedPlace(manifest, order.length)).toThrow(RangeError);
    }),
  );
});
