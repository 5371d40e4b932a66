/** The path that a reference in a text names, in NFC, without query and fragment, percent-encoding
 *  undone.
 *  @returns undefined when it is empty or has a scheme or a host: then it is no file of the
 *  folder */
export function pathFrom(written: string): string | undefined {
  const bare = written.trim().replace(/[?#].*$/s, "");
  if (!bare || bare.startsWith("//") || /^[a-z][a-z0-9+.-]*:/i.test(bare)) return undefined;
  try {
    return decodeURIComponent(bare).normalize("NFC");
  } catch (error) {
    if (error instanceof URIError) return bare;
    throw error;
  }
}

/** The folder of the file at `path`, with a slash at its end; "" for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** The path with its `.` and `..` carried out; what would leave the folder stays in it.
 *  @example withoutDots("news/../media/./a.png") // "media/a.png" */
export function withoutDots(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
