/** The part of libmime that is used here; it ships no types. */
declare module 'libmime' {
  const libmime: {
    /** Decodes the encoded words of a header's value (RFC 2047). */
    decodeWords(text: string): string
    /** A structured value and its parameters, joined and decoded (RFC 2231). */
    parseHeaderValue(text: string): { value: string; params: Record<string, string> }
  }
  export default libmime
}
