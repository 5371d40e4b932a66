import { expect, test } from "vitest";
import { oldSection } from "#model/old-section.ts";
import { toSections } from "#model/section.ts";
import { SITE_DEFAULTS, toSite } from "#model/site.ts";
import { isRejection } from "#model/rejection.ts";

const { sections, faults } = toSections([
  { slug: "delta", was: ["gamma", "a/b"] },
  { slug: "press", was: ["news"], sections: [{ slug: "home", was: ["news/domestic"] }] },
  { slug: "world", was: ["press/abroad"] },
]);
const site = { ...SITE_DEFAULTS, sections, gone: ["sport" as never] };

test.each([
  ["gamma", "delta"],
  ["a/b", "delta"],
  ["news", "press"],
  // What lay below an old path lies below the new one, unless it was renamed itself.
  ["news/home", "press/home"],
  ["news/domestic", "press/home"],
  // A chain leads to its end at once.
  ["news/abroad", "world"],
])("%s was renamed, and is %s", (asked, to) => {
  expect(oldSection(site, asked)).toEqual({ kind: "moved", to });
});

test.each(["sport", "sport/ball"])("%s has ended", (asked) => {
  expect(oldSection(site, asked)).toEqual({ kind: "gone" });
});

test.each(["delta", "press/home", "never", "news/never", "a", "x y", ""])(
  "of %j nothing is said",
  (asked) => {
    expect(faults).toEqual([]);
    expect(oldSection(site, asked)).toBeUndefined();
  },
);

test("sections that were each other's lead nowhere in circles", () => {
  const circle = toSections([
    { slug: "x", was: ["y"] },
    { slug: "z", was: ["w"] },
  ]).sections;
  const turned = { ...site, sections: circle.map((one) => ({ ...one, was: ["w/w" as never] })) };
  expect(oldSection(turned, "w/w/w")).toBeUndefined();
});

test("a wrong path in was and gone is a fault that names it", () => {
  expect(toSections([{ slug: "x", was: ["a b"] }]).faults[0]?.field).toBe("sections: x: was");
  const wrong = toSite({ gone: ["/", "ok"] });
  expect(isRejection(wrong) && wrong.faults[0]?.field).toBe("gone");
});
