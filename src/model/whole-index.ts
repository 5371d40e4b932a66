/** What an index may weigh as MiniSearch's JSON to be given whole, in bytes: what a browser may be
 *  asked to load. */
export const MAX_INDEX_BYTES = 5 * 1024 * 1024;
