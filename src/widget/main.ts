import { BroadsheetSearch } from "./element.ts";

// Chrome 123, Firefox 125, Safari 17.5. In an older browser the form in the element stays, which
// works without this script.
const isAble = "popover" in HTMLElement.prototype && CSS.supports("color", "light-dark(red,red)");

// The script may be in a page twice.
if (isAble && !customElements.get("broadsheet-search"))
  customElements.define("broadsheet-search", BroadsheetSearch);
