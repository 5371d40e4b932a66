import { emit } from "./event.ts";
import { placePanel } from "./place.ts";
import type { View } from "./view.ts";

/** What opens and closes: the dialog, or of an inline element what lies below its field. */
export type Door = readonly [
  isOpen: () => boolean,
  /** Opens, unless the page forbids it. */
  open: () => void,
  close: () => void,
  /** Tells of the field whether there are options below it. */
  tell: () => void,
];

/** Makes the door of an element; it is closed. */
export function createDoor(host: HTMLElement, view: View): Door {
  const { dialog, field, panel, box, list } = view;
  let isOpen = false;
  const tell = (): void => {
    field.ariaExpanded = `${isOpen && !list.hidden}`;
  };
  const open = (): void => {
    if (isOpen || !emit(host, "open", {})) return;
    isOpen = true;
    if (dialog) {
      dialog.showModal();
      field.select();
    } else {
      // In the layer above everything, so that no box of the page cuts it off.
      panel.showPopover();
      placePanel(panel, box);
    }
    tell();
  };
  const close = (): void => {
    isOpen = false;
    tell();
    if (dialog) dialog.close();
    else panel.hidePopover();
  };
  tell();
  return [() => isOpen, open, close, tell];
}
