import { expect, test } from "vitest";
import { renderBar, showProgress } from "#cli/terminal/progress.ts";

/** Progress written into a list, under a clock that the test moves. */
function recorded(isTerminal: boolean) {
  const written: string[] = [];
  const clock = { ms: 10_000 };
  const shown = showProgress({
    isTerminal,
    columns: 80,
    hasColor: false,
    write: (text) => void written.push(text),
    now: () => clock.ms,
  });
  return { written, clock, ...shown };
}

test("away from a terminal each step is one line, when it begins", () => {
  const { written, clock, progress, end } = recorded(false);
  for (let done = 0; done <= 1_000; done += 1) {
    progress("writing", done, 1_000);
    clock.ms += 5;
  }
  progress("releasing", 0, 0);
  progress("releasing", 1, 1);
  end();
  expect(written).toEqual(["writing: 1,000\n", "releasing\n"]);
});

test("on a terminal the bar is drawn over itself, and wiped when the work is over", () => {
  const { written, progress, end } = recorded(true);
  progress("indexing", 1, 2);
  progress("indexing", 2, 2);
  end();
  expect(written).toEqual([
    "\r\u001B[Kindexing   ████████████░░░░░░░░░░░░  50 %  1 of 2",
    "\r\u001B[Kindexing   ████████████████████████ 100 %  2 of 2",
    "\r\u001B[K",
  ]);
});

test("progress that never came leaves nothing to wipe", () => {
  const { written, end } = recorded(true);
  end();
  expect(written).toEqual([]);
});

test("a bar never wraps: on a narrow terminal only the numbers remain", () => {
  const bar = renderBar("writing", { done: 1_384, total: 1_384 }, { columns: 40, hasColor: true });
  expect(bar).toBe("writing    100 %  1,384 of 1,384");
  expect(bar.length).toBeLessThan(40);
});

test("a bar has colour only where colour is wanted", () => {
  const amount = { done: 1, total: 3 };
  expect(renderBar("writing", amount, { columns: 80, hasColor: true })).toContain("\u001B[36m");
  expect(renderBar("writing", amount, { columns: 80, hasColor: false })).not.toContain("\u001B");
});

test("a step whose end nobody knows tells how far it is, without a bar", () => {
  expect(renderBar("reading", { done: 1_200, total: 0 }, { columns: 80, hasColor: false })).toBe(
    "reading    1,200",
  );
});
