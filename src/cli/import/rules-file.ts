import { readFile } from "node:fs/promises";
import { PORTAL_RULES, readPortalRules } from "#ingest/page/portal-rules.ts";
import { rejection } from "#model/rejection.ts";
import { givenPath } from "#cli/wrangler/project.ts";

/** The rules of a portal in a file; those that need none where no file is named. */
export async function rulesFrom(
  file: string | undefined,
): Promise<ReturnType<typeof readPortalRules>> {
  if (file === undefined) return { rules: PORTAL_RULES, rejections: [] };
  try {
    return readPortalRules(await readFile(givenPath(file), "utf8"), { file });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const what = `cannot be read (${code})`;
    const found = rejection({ file }, { what, fix: "check the path" });
    return { rules: PORTAL_RULES, rejections: [found] };
  }
}
