import { expect, test } from "vitest";
import { eachWhole, StoreFault } from "#store/fault.ts";

const read = (name: string): string => {
  if (name.startsWith("bad")) throw new StoreFault("corrupt", name, "is damaged");
  return name.toUpperCase();
};

test("what is whole is given in its order", () => {
  expect(eachWhole(["a", "b"], read)).toEqual(["A", "B"]);
});

test("every blob that is damaged is named, the first as the fault itself", () => {
  const all = () => eachWhole(["a", "bad1", "b", "bad2", "bad2"], read);
  expect(all).toThrow(StoreFault);
  expect(all).toThrow("blob bad1 is damaged");
  expect(all).toThrow(expect.objectContaining({ blob: "bad1", others: ["bad2"] }));
});

test("another mistake is not taken for a damaged blob", () => {
  const mistaken = (): string => {
    throw new RangeError("no such card");
  };
  expect(() => eachWhole(["a"], mistaken)).toThrow(RangeError);
});
