/** The way to something in TOML: keys of tables, and places in lists from 0. */
type TomlWay = readonly (string | number)[];

/** Tells on which line something of a TOML document stands, from 1: the parser tells no places.
 *  What is not there stands where the last that is there of its way does; the first line for none.
 *  O(length) to make.
 *  @param text  a document that the parser took
 *  @example tomlPlaces('[a]\nb = [\n "x",\n]')(["a", "b", 0]) // 3 */
export function tomlPlaces(text: string): (way: TomlWay) => number {
  const lines = new Map<string, number>();
  const reader = new TomlReader(text, (way, line) => {
    const name = JSON.stringify(way);
    if (!lines.has(name)) lines.set(name, line);
  });
  reader.readDocument();
  return (way) => {
    for (let length = way.length; length > 0; length--) {
      const line = lines.get(JSON.stringify(way.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  };
}

/** Walks through a document that is known to be right, and tells where each key and item begins. */
class TomlReader {
  readonly #text: string;
  readonly #tell: (way: TomlWay, line: number) => void;
  /** How many tables each list of tables has so far. */
  readonly #counts = new Map<string, number>();
  #at = 0;
  #line = 1;

  constructor(text: string, tell: (way: TomlWay, line: number) => void) {
    this.#text = text;
    this.#tell = tell;
  }

  readDocument(): void {
    let table: TomlWay = [];
    for (this.#skipBlank(); this.#at < this.#text.length; this.#skipBlank()) {
      if (this.#peek() === "[") table = this.#readHeader();
      else this.#readPair(table);
    }
  }

  #readHeader(): TomlWay {
    const line = this.#line;
    const isList = this.#text.startsWith("[[", this.#at);
    this.#step(isList ? 2 : 1);
    const keys = this.#readKeys();
    this.#step(isList ? 2 : 1);
    let way: TomlWay = [];
    for (const [index, key] of keys.entries()) {
      way = [...way, key];
      this.#tell(way, line);
      const name = JSON.stringify(way);
      const isLast = index === keys.length - 1;
      const count = (this.#counts.get(name) ?? 0) + (isList && isLast ? 1 : 0);
      if (count === 0) continue;
      this.#counts.set(name, count);
      way = [...way, count - 1];
    }
    this.#tell(way, line);
    return way;
  }

  /** A key and its value. */
  #readPair(table: TomlWay): void {
    const line = this.#line;
    let way = table;
    for (const key of this.#readKeys()) {
      way = [...way, key];
      this.#tell(way, line);
    }
    // The sign of equality.
    this.#step(1);
    this.#skipBlank();
    this.#readValue(way);
  }

  /** The parts of a dotted key, up to what stands behind it. */
  #readKeys(): readonly string[] {
    const keys: string[] = [];
    do {
      if (keys.length > 0) this.#step(1);
      this.#skipBlank();
      keys.push(this.#readKey());
      this.#skipBlank();
    } while (this.#peek() === ".");
    return keys;
  }

  #readKey(): string {
    const mark = this.#peek();
    if (mark === '"' || mark === "'") return this.#readText();
    const [bare = ""] = this.#match(/[^\s.=\]#]+/y);
    this.#step(Math.max(1, bare.length));
    return bare;
  }

  #readValue(way: TomlWay): void {
    const mark = this.#peek();
    if (mark === '"' || mark === "'") this.#readText();
    else if (mark === "[")
      this.#readInside("]", (index) => {
        this.#tell([...way, index], this.#line);
        this.#readValue([...way, index]);
      });
    else if (mark === "{") this.#readInside("}", () => this.#readPair(way));
    else this.#step(Math.max(1, this.#match(/[^,\]}#\n]+/y)[0]?.length ?? 0));
  }

  /** What stands between brackets, part by part, with the second of them. */
  #readInside(end: string, read: (index: number) => void): void {
    this.#step(1);
    for (let index = 0; ; index++) {
      this.#skipBlank();
      if (this.#peek() === end || this.#at >= this.#text.length) break;
      read(index);
      this.#skipBlank();
      if (this.#peek() === ",") this.#step(1);
    }
    this.#step(1);
  }

  #readText(): string {
    const [written = "", long, short = ""] = this.#match(
      /("""(?:[^\\]|\\[^])*?"{3,5}|'''[^]*?'{3,5})|("(?:[^"\\\n]|\\.)*"|'[^'\n]*')/y,
    );
    this.#step(Math.max(1, written.length));
    if (long !== undefined) return "";
    return short.startsWith('"') ? unescaped(short.slice(1, -1)) : short.slice(1, -1);
  }

  /** Over blanks, ends of lines and comments. */
  #skipBlank(): void {
    this.#step(this.#match(/(?:\s|#[^\n]*)*/y)[0]?.length ?? 0);
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  #match(pattern: RegExp): RegExpExecArray | readonly string[] {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text) ?? [];
  }

  #step(length: number): void {
    const end = this.#at + length;
    for (let at = this.#text.indexOf("\n", this.#at); at >= 0 && at < end;) {
      this.#line++;
      at = this.#text.indexOf("\n", at + 1);
    }
    this.#at = end;
  }
}

/** The text of a key in quotation marks: the escapes of TOML are those of JSON, and `\U`. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|U([\da-f]{8})|(.))/gi, (_, four, eight, mark) => {
    const code: unknown = four ?? eight;
    if (typeof code === "string") return String.fromCodePoint(Number.parseInt(code, 16));
    return { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r" }[String(mark)] ?? String(mark);
  });
}
