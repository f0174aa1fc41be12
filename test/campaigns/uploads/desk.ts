import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mkdtemp, rm } from 'node:fs/promises'
import { openApp } from '../../../src/app.js'
import { createLog } from '../../../src/base/log.js'
import { readEnvironment } from '../../../src/settings/environment.js'
import { loadOfficeFolder } from '../../../src/settings/load.js'
import { programRoot } from '../../../src/base/paths.js'
import { createWeb, listen } from '../../../src/web/web.js'

/*
 * The program as it runs, its console open to an editor without signing in: what uploads.ts hands its files to. Tells
 * its address and the edition's id, and ends when its owner does.
 */
const dataDir = await mkdtemp(join(tmpdir(), 'semainier-uploads-'))
const app = await openApp({
  settings: loadOfficeFolder(join(programRoot, 'config')),
  environment: readEnvironment({}),
  dataDir,
  role: 'start',
  log: createLog('silent'),
})
const staff = {
  id: 'essai',
  name: 'Camille',
  email: 'camille@example.org',
  role: 'editor',
  language: 'fr',
  secondFactor: false,
} as const
const web = createWeb(app.context, { recognise: async () => staff })
const { port } = await listen(web, 0, '127.0.0.1')
const nothing = { pdfUrl: null, onlineUrl: null, copiesPerBox: null, grams: null, replaces: null }
const edition = await app.context.store.editions.add({
  title: 'Guide',
  kind: 'guide',
  year: 2027,
  languages: ['fr'],
  ...nothing,
})
await app.start()
process.send?.({ url: `http://127.0.0.1:${port}/console/editions/${edition?.id}` })
process.once('disconnect', () => {
  void rm(dataDir, { recursive: true, force: true }).finally(() => process.exit())
})
