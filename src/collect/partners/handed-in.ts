import { fileTypeFromBuffer } from 'file-type'

/** Why a file that somebody hands in is not read as a list. */
export type NoList = 'empty' | 'large' | 'old-excel' | 'other'

/** What a form takes; larger lists are entered by the command. */
export const largestHandedIn = 25 * 1024 * 1024

/** What a file is by its bytes, whatever its name: null for a workbook or a text, else why it is not taken. */
export async function whyNoList(bytes: Buffer): Promise<NoList | null> {
  if (bytes.length === 0) return 'empty'
  if (bytes.length > largestHandedIn) return 'large'
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (type?.ext === 'xlsx') return null
  if (type?.ext === 'cfb') return 'old-excel'
  if (type || bytes.subarray(0, 2).toString('latin1') === 'PK') return 'other'
  const isWide = bytes[0] === 0xff || bytes[0] === 0xfe
  return bytes.includes(0) && !isWide ? 'other' : null
}
