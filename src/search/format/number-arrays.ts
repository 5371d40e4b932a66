/** Numbers of one width, as they lie in a blob. */
export type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Whole numbers from 0, in as few bytes each as the greatest needs. */
export type Counts = Uint8Array | Uint16Array | Uint32Array;

const HEAD_WORDS = 2;

/** The same whole numbers in the narrowest array: 1, 2 or 4 bytes each. */
export function narrowest(numbers: ArrayLike<number>): Counts {
  let greatest = 0;
  for (let index = 0; index < numbers.length; index++) {
    if (numbers[index]! > greatest) greatest = numbers[index]!;
  }
  if (greatest < 1 << 8) return Uint8Array.from(numbers);
  return greatest < 1 << 16 ? Uint16Array.from(numbers) : Uint32Array.from(numbers);
}

/** Lays arrays one behind the other, each at a multiple of 8 bytes, so that they can be read where
 *  they lie. First the count of arrays and a zero, then the width in bytes and the length of each,
 *  32 bits a number. */
export function writeArrays(arrays: readonly NumberArray[]): Uint8Array {
  const head = padded((HEAD_WORDS + arrays.length * 2) * 4);
  const total = arrays.reduce((sum, array) => sum + padded(array.byteLength), head);
  const payload = new Uint8Array(total);
  const words = new Uint32Array(payload.buffer, 0, head / 4);
  words[0] = arrays.length;
  let at = head;
  for (const [index, array] of arrays.entries()) {
    words[HEAD_WORDS + index * 2] = array.BYTES_PER_ELEMENT;
    words[HEAD_WORDS + index * 2 + 1] = array.length;
    payload.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += padded(array.byteLength);
  }
  return payload;
}

/** The arrays that `writeArrays` laid there, without a copy. O(arrays).
 *  @param payload  begins at a multiple of 8 bytes of its buffer
 *  @returns undefined when they do not fill the payload exactly */
export function openArrays(payload: Uint8Array): readonly NumberArray[] | undefined {
  const words = new Uint32Array(payload.buffer, payload.byteOffset, payload.length >>> 2);
  const count = words[0] ?? 0;
  let at = padded((HEAD_WORDS + count * 2) * 4);
  if (at > payload.length) return undefined;
  const arrays: NumberArray[] = [];
  for (let index = 0; index < count; index++) {
    const width = words[HEAD_WORDS + index * 2]!;
    const length = words[HEAD_WORDS + index * 2 + 1]!;
    if (at + width * length > payload.length) return undefined;
    const array = arrayOver(payload, at, width, length);
    if (array === undefined) return undefined;
    arrays.push(array);
    at += padded(width * length);
  }
  return at === payload.length ? arrays : undefined;
}

// Four numbers that belong together: which bytes, and how they are to be seen.
function arrayOver(
  { buffer, byteOffset }: Uint8Array,
  at: number,
  width: number,
  length: number,
): NumberArray | undefined {
  const begin = byteOffset + at;
  if (width === 1) return new Uint8Array(buffer, begin, length);
  if (width === 2) return new Uint16Array(buffer, begin, length);
  if (width === 4) return new Uint32Array(buffer, begin, length);
  return width === 8 ? new Float64Array(buffer, begin, length) : undefined;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
