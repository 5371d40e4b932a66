/** Tells the page that something happens, as `broadsheet-{name}`: through shadow roots, and
 *  cancelable.
 *  @returns whether it may happen */
export function emit(host: HTMLElement, name: string, detail: object): boolean {
  const init = { detail, bubbles: true, composed: true, cancelable: true };
  return host.dispatchEvent(new CustomEvent(`broadsheet-${name}`, init));
}
