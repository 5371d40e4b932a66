/** The key that shortcuts are made with: ⌘ on Apple's machines, Ctrl elsewhere. */
const MOD = /Mac|iP/.test(navigator.platform) ? "Meta" : "Control";

const MODIFIERS = ["Control", "Meta", "Alt", "AltGraph", "Shift"];

/** Shortcuts such as `mod+k /`, in the names of `KeyboardEvent`, between spaces; `none` is none. */
export function shortcutsFrom(text: string): string {
  return text === "none" ? "" : text.replaceAll("mod", MOD);
}

/** How a keyboard writes the first of the shortcuts, such as `Ctrl k`; the stylesheet makes
 *  capitals of it. */
export function shortcutHint(shortcuts: string): string {
  const [first = ""] = shortcuts.split(" ");
  return first.replace("Meta+", "⌘").replace("Control+", "Ctrl ");
}

/** Whether a pressed key is one of the shortcuts. What is typed into a page is none: not in a
 *  field, not with AltGr, not into an input method. A sign such as `/` needs Shift on some
 *  keyboards: there the letter counts that comes out.
 *  @param field  where shortcuts count too that are held down, so that they can close what they
 *    opened */
export function isShortcut(event: KeyboardEvent, shortcuts: string, field: HTMLElement): boolean {
  const { defaultPrevented, repeat } = event;
  // Browsers that fill a form send key events without a key.
  const key = (event as Partial<KeyboardEvent>).key?.toLowerCase();
  const [target] = event.composedPath() as [HTMLElement];
  const isEditable = target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  return shortcuts.split(" ").some((shortcut) => {
    const held = shortcut.split(/\+(?=.)/);
    return (
      key &&
      !defaultPrevented &&
      !repeat &&
      held.pop()?.toLowerCase() === key &&
      (!isEditable || (target === field && held[0])) &&
      MODIFIERS.every(
        (name) =>
          held.includes(name) === event.getModifierState(name) ||
          (name === "Shift" && /^\W/.test(key)),
      )
    );
  });
}
