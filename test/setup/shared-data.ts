import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Data that lies beside the project and is no part of it: tests that read it are skipped, loudly, where it is missing. */
const ROOT =
  process.env["BROADSHEET_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url));

/** The path of a shared file or folder; undefined, with a warning, where it is missing. */
export function sharedPath(path: string): string | undefined {
  const whole = join(ROOT, path);
  if (existsSync(whole)) return whole;
  console.warn(
    `SKIPPED: ${whole} is not here; set BROADSHEET_SHARED to the folder that holds ${path}`,
  );
  return undefined;
}

/** The paths of all files below `folder`, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
