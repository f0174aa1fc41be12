/** The size of a file as people read it: "3 ko", "1,2 Mo", "84 Mo"; a kilobyte is 1,000 bytes. */
export function fileSize(bytes: number, language: string): string {
  const isLarge = bytes >= 999_500
  const amount = isLarge ? bytes / 1e6 : Math.max(1, bytes / 1e3)
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge && amount < 10 ? 1 : 0,
  }).format(amount)
}
