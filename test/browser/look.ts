import type { Page } from "playwright-core";

/** What axe finds wrong in a page that has it, as lines; the tests' compiler knows no browser. */
export async function violations(
  page: Page,
  rules?: readonly string[],
): Promise<readonly string[]> {
  const run = `axe.run(${JSON.stringify(rules === undefined ? {} : { runOnly: rules })}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`;
  return page.evaluate<readonly string[]>(run);
}

/** CSS pixels by which a page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  const root = "document.documentElement";
  return page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`);
}

/** Headings that what follows them lies upon. */
export async function overlaps(page: Page): Promise<readonly string[]> {
  return page.evaluate<
    readonly string[]
  >(`[...document.querySelectorAll("main h1:not(.hidden), main h2, main h3")]
    .filter((heading) => {
      const next = heading.nextElementSibling?.getBoundingClientRect();
      const own = heading.getBoundingClientRect();
      return next && next.height > 0 && next.left < own.right && next.top < own.bottom - 1 && next.bottom > own.top;
    })
    .map((heading) => heading.textContent)`);
}
