/**
 * Runs test files of the project in its working directory again and again, in one Vitest that stays
 * warm; bench/mutants.ts starts it and sends what to run.
 */
import { resolve } from "node:path";
import { createVitest } from "vitest/node";

/** What is sent: test files to run, and which sources are others than before. */
export type RunRequest = { readonly tests: readonly string[]; readonly changed: readonly string[] };
/** What is sent back: whether all passed, and of the first that did not its file and why. */
export type RunReport = { readonly passed: boolean; readonly why: string };

const vitest = await createVitest("test", {
  watch: false,
  // A worker that goes on would remember a fault.
  isolate: true,
  bail: 1,
  silent: true,
  reporters: [{}],
});
await vitest.standalone();

async function run({ tests, changed }: RunRequest): Promise<RunReport> {
  const specifications = await vitest.globTestSpecifications(tests.map((path) => resolve(path)));
  for (const path of changed) vitest.invalidateFile(resolve(path));
  if (specifications.length < tests.length)
    throw new Error(`of ${tests.join(" ")} only ${specifications.length} are tests`);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  // Vitest tells what ran before, too.
  const [failed] = testModules.filter(
    (module) => tests.includes(module.relativeModuleId) && !module.ok(),
  );
  const faults = failed
    ? [...failed.children.allTests("failed")].map((test) => test.fullName)
    : unhandledErrors.map(String);
  const errors = failed?.errors().map(({ message }) => message) ?? [];
  return {
    passed: failed === undefined && unhandledErrors.length === 0,
    why: [failed?.relativeModuleId ?? "", ...faults, ...errors].join("\n"),
  };
}

process.on("message", (request: RunRequest) => {
  run(request).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ passed: false, why: String(error) }),
  );
});
process.send?.("ready");
