import { toString } from 'qrcode'

/** `url` as a QR code: an SVG without margin, readable when a fifth of it is stained (error correction "M"). */
export async function qrCode(url: string): Promise<string> {
  return toString(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
}
