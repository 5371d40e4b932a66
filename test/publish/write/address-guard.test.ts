import { describe, expect, test } from "vitest";
import type { AddressLoss } from "#publish/build/address-loss.ts";
import { lossFaults, refuseLoss } from "#publish/write/address-guard.ts";
import type { LostAddress } from "#publish/write/lost-addresses.ts";
import { madeId } from "../../store/made-articles.ts";

type Heir = NonNullable<AddressLoss["sections"][number]["heir"]>;
const NOTHING = { sections: [], aliases: [], reused: [], exchanged: [], turned: [], articles: [] };

/** A loss, as far as words are made of it. */
const lossOf = (loss: object): AddressLoss => ({ ...NOTHING, ...loss }) as unknown as AddressLoss;
const section = (path: string, heir?: Partial<Heir>) => ({
  path,
  feed: `/sections/${path}/feed.xml`,
  count: 9,
  ...(heir && { heir: { path: "heir", count: 0, was: [path], ...heir } }),
});
const permalink = (id: string, isHere = true): LostAddress => ({
  path: `/old/${id}`,
  id: madeId(id),
  isHere,
  status: 404,
});
const paths = (count: number) => Array.from({ length: count }, (_, at) => `/old/${at}`);

describe("a release is refused", () => {
  test("by what it would lose, and not for nothing", () => {
    expect(refuseLoss(lossOf({}), {})).toBeNull();
    expect(refuseLoss(lossOf({}), {}, [permalink("a", false)])).toBeNull();
    for (const loss of [
      { sections: [section("news")] },
      { aliases: ["/old"] },
      { reused: ["news"] },
      { exchanged: [{ path: "a", heir: "b", origin: "c" }] },
      { turned: [{ path: "/a", from: "", to: "news" }] },
    ])
      expect(refuseLoss(lossOf(loss), {})?.faults.length).toBe(1);
    expect(refuseLoss(lossOf({}), {}, [permalink("a")])?.faults.length).toBe(1);
  });

  test("unless what it would lose, or take from others, was confirmed", () => {
    const gone = { sections: [section("news")], aliases: ["/old"] };
    const others = { reused: ["news"], turned: [{ path: "/a", from: "", to: "news" }] };
    const loss = lossOf({ ...gone, ...others });
    const count = (flags: object) => refuseLoss(loss, flags, [permalink("a")])?.faults.length;
    expect(count({})).toBe(5);
    expect(count({ allowGone: true })).toBe(2);
    expect(count({ allowReuse: true })).toBe(3);
    expect(count({ allowGone: true, allowReuse: true })).toBeUndefined();
    expect(count({ allowGone: false, allowReuse: false })).toBe(5);
  });

  test("in the settings, where it is more than addresses of articles", () => {
    const file = (loss: object, ...lost: readonly LostAddress[]) =>
      refuseLoss(lossOf(loss), {}, lost)?.place.file;
    expect(file({}, permalink("a"))).toBeUndefined();
    expect(file({ aliases: ["/old"] })).toBe("site.toml");
    expect(file({ aliases: ["/old"] }, permalink("a"))).toBe("site.toml");
  });

  test.each([
    [19, 19, undefined],
    [20, 20, undefined],
    [21, 21, "and 1 more addresses like these"],
    [25, 21, "and 5 more addresses like these"],
  ])("of %i addresses 20 are named, and the others counted", (count, told, rest) => {
    const faults = refuseLoss(lossOf({ aliases: paths(count) }), {})!.faults;
    expect(faults.length).toBe(told);
    expect(faults[20]?.what).toBe(rest);
  });
});

describe("an address that is lost", () => {
  const words = (loss: object, ...lost: readonly LostAddress[]) =>
    lossFaults(lossOf(loss), lost).map(({ what, fix }) => `${what}; ${fix}`);

  test("of a section names what has taken its place", () => {
    const [none, empty, some] = words({
      sections: [section("news"), section("town", {}), section("city", { count: 4 })],
    });
    expect(none).toContain("section news is not there any more; write gone =");
    expect(empty).toContain("and its old path led to what is heir now; write was = [");
    expect(some).toContain('and 4 of its 9 articles are in heir; write was = ["city"]');
  });

  test("of a folder is the whole site's where it has no name", () => {
    const turned = [
      { path: "/a", from: "", to: "news" },
      { path: "/b", from: "news", to: "" },
    ];
    const [first, second] = words({ turned });
    expect(first).toContain("/a led to the whole site, and would lead to news");
    expect(second).toContain("/b led to news, and would lead to the whole site");
  });

  test("is told for a preview, of articles that are still there alone", () => {
    const loss = { reused: ["news"], aliases: ["/old"] };
    const told = words(loss, permalink("a"), permalink("b", false));
    expect(told.map((text) => text.split(" ")[0])).toEqual(["news", "/old", "/old/a"]);
  });
});
