import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { stringify } from 'yaml'

/** The smallest PDF that a reader opens: one empty page. */
export function tinyPdf(trailer = ''): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 419 595] >>',
  ]
  let text = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  text += `xref\n0 4\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size 4 /Root 1 0 R ${trailer}>>\n`
  return Buffer.from(`${text}startxref\n${start}\n%%EOF\n`, 'latin1')
}

/** A cover of so many pixels. */
export const tinyCover = (width = 600, height = 850): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#2f6b3c' } })
    .jpeg()
    .toBuffer()

/** Writes the file that describes the release of a guide, with its PDF and its cover beside it; gives its path. */
export async function writeRelease(
  folder: string,
  { edition = {}, announcement = {} }: { edition?: object; announcement?: object } = {},
): Promise<string> {
  await writeFile(join(folder, 'guide.pdf'), tinyPdf())
  await writeFile(join(folder, 'couverture.jpg'), await tinyCover())
  const path = join(folder, 'guide.yaml')
  const release = {
    edition: {
      title: 'Guide touristique 2027',
      kind: 'guide',
      year: 2027,
      languages: ['fr', 'en'],
      pdf: 'guide.pdf',
      cover: 'couverture.jpg',
      stock: { 'Auch, réserve': 400, 'Mirande, bureau': 135 },
      copiesPerBox: 40,
      grams: 180,
      ...edition,
    },
    announcement: {
      subject: 'Le guide touristique 2027 est arrivé',
      message: [
        'Il sent encore l’encre : le guide touristique 2027 est imprimé, et vos exemplaires vous attendent.',
        'Quatre-vingt-quatre pages en deux langues, les adresses de tous nos partenaires, et une carte à détacher.',
      ],
      share: [
        { where: 'Facebook', text: 'Le nouveau guide du Grand Auch est là ! Passez le prendre chez nous.' },
        { where: 'Site web', text: 'Feuilletez le guide touristique 2027 du Grand Auch.' },
      ],
      to: ['Hôtels', 'Campings'],
      reminderDays: 14,
      ...announcement,
    },
  }
  await writeFile(path, stringify(release))
  return path
}
