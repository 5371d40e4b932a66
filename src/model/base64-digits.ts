/** The 64 digits of base64url, by value.
 *  @see RFC 4648 section 5 */
export const BASE64_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Bits that one of the digits holds. */
export const BITS_PER_BASE64_DIGIT = 6;
