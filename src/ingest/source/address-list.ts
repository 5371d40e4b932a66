import { type Place, rejection, type Rejection } from "#model/rejection.ts";

/** Reads a list of addresses, one a line; a line that begins with `#` is a remark.
 *  @returns the addresses, and a Rejection for each line that is none */
export function readAddresses(
  text: string,
  place: Place,
): { readonly pages: readonly string[]; readonly rejections: readonly Rejection[] } {
  const lines = text.split("\n").map((line) => line.trim());
  const isAddress = (line: string): boolean => /^https?:\/\/\S+$/i.test(line);
  const isNothing = (line: string): boolean => line === "" || line.startsWith("#");
  return {
    pages: lines.filter(isAddress),
    rejections: lines.flatMap((line, index) =>
      isAddress(line) || isNothing(line)
        ? []
        : [rejection({ ...place, line: index + 1 }, NO_ADDRESS)],
    ),
  };
}

const NO_ADDRESS = {
  what: "is no address of the web",
  fix: "write one address a line, such as https://example.org/7.html",
};
