import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Lives for long, in part, as articles do while they are read. */
const CHURN = `
import { getHeapSpaceStatistics } from "node:v8";
import { holdHeap, widenYoung } from "./src/cli/terminal/small-heap.ts";
const young = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space").space_size;
const dropped = [];
let before = 0;
const churn = () => {
  const held = [];
  for (let at = 0; at < 2_000_000; at++) if (at % 4 === 0) held.push({ at }); else dropped[0] = { at };
  return young() / 2 ** 20;
};
if (process.argv[1] !== "as it is") {
  holdHeap();
  before = churn();
  widenYoung();
}
console.log(JSON.stringify([before, young() / 2 ** 20, churn()]));
`;

function mbOfYoung(how: string): readonly number[] {
  const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", CHURN, how];
  const cwd = join(import.meta.dirname, "../../..");
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", cwd })) as number[];
}

test("what is young takes no more than it is given, whatever lives, and 32 MB where that is asked for", () => {
  const [held, widened, after] = mbOfYoung("small");
  expect(held).toBeLessThanOrEqual(17);
  expect(widened).toBeGreaterThanOrEqual(32);
  expect(after).toBeLessThanOrEqual(33);
  expect(mbOfYoung("as it is").at(-1)).toBeGreaterThan(17);
});
