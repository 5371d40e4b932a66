/** Whether article `a` comes before article `b`. */
export type Before = (a: number, b: number) => boolean;

/** The first `count` articles in the order of `before`. O(articles × log count); `docs` stays as it
 *  is.
 *  @param docs  the first `length` of it */
export function firstOf(
  docs: Int32Array,
  length: number,
  count: number,
  before: Before,
): Int32Array {
  const heap = new Int32Array(Math.min(count, length));
  let size = 0;
  for (let index = 0; index < length; index++) {
    const doc = docs[index]!;
    if (size < heap.length) {
      heap[size++] = doc;
      raise(heap, size - 1, before);
    } else if (size > 0 && before(doc, heap[0]!)) {
      heap[0] = doc;
      sink(heap, size, before);
    }
  }
  // What remains lies with the last one on top: take it away from the end on.
  for (let end = size - 1; end > 0; end--) {
    const last = heap[0]!;
    heap[0] = heap[end]!;
    heap[end] = last;
    sink(heap, end, before);
  }
  return heap;
}

function raise(heap: Int32Array, from: number, before: Before): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (!before(heap[parent]!, heap[at]!)) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function sink(heap: Int32Array, size: number, before: Before): void {
  let at = 0;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= size) return;
    if (child + 1 < size && before(heap[child]!, heap[child + 1]!)) child++;
    if (!before(heap[at]!, heap[child]!)) return;
    swap(heap, at, child);
    at = child;
  }
}

function swap(heap: Int32Array, a: number, b: number): void {
  const kept = heap[a]!;
  heap[a] = heap[b]!;
  heap[b] = kept;
}
