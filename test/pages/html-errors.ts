import { parse, type ParserError } from "parse5";

/** What parse5, which nobody here wrote, finds wrong with a page; empty for a page that is right.
 *  @see HTML standard, "parse errors" */
export function htmlErrors(page: string): readonly string[] {
  const errors: string[] = [];
  parse(page, {
    onParseError: ({ code, startLine }: ParserError) => errors.push(`${startLine}: ${code}`),
  });
  return errors;
}
