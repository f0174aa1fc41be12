import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { generatedFiles } from './generated.js'

/** `node dist/src/settings/write.js [FOLDER]`: writes again what is made from the declarations of the settings. */
const root = process.argv[2] ?? join(import.meta.dirname, '../../..')
for (const [path, content] of Object.entries(generatedFiles())) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}
