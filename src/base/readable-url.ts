/** An address as a browser shows it: accents and spaces instead of "%C3%A0"; as it is where it cannot be read so. */
export function readableUrl(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}
