import { execFile } from 'node:child_process'
import { access, lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A Chromium unpacked on this machine, and what the system may lack for it. */
export interface PackagedChromium {
  executable: string
  /** Libraries (NSS, NSPR, expat) for systems without them: a value for LD_LIBRARY_PATH. */
  libraries: string
  /** A directory with a fonts.conf, for systems without fonts: a value for FONTCONFIG_PATH. */
  fonts: string
}

/** The package writes into os.tmpdir() only, so a child of its own, with its own TMPDIR, does the unpacking. */
const unpacking = `
  const { default: chromium } = await import(process.env.CHROMIUM_PACKAGE)
  chromium.setGraphicsMode = false
  await chromium.executablePath()
`

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Refuses a cache that another user could have planted, since what lies in it is executed. */
async function ownDirectory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const { uid, mode } = await lstat(directory)
  const mine = process.getuid?.() ?? uid
  if (uid !== mine || (mode & 0o022) !== 0) {
    throw new Error(`${directory} can be written by others: choose a private directory for the browser's cache`)
  }
}

function fontsConfiguration(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir>${join(directory, 'fonts-cache')}</cachedir>
</fontconfig>
`
}

async function unpackInto(staging: string, home: string): Promise<void> {
  await run(process.execPath, ['--input-type=module', '--eval', unpacking], {
    timeout: 120_000,
    env: {
      ...process.env,
      TMPDIR: staging,
      CHROMIUM_PACKAGE: import.meta.resolve('@sparticuz/chromium'),
      // Only on this platform does the package also unpack the system libraries that it carries.
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    },
  })
  await writeFile(join(staging, 'fonts', 'fonts.conf'), fontsConfiguration(join(home, 'fonts')))
}

async function packageVersion(): Promise<string> {
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'))
  const { version } = JSON.parse(await readFile(fileURLToPath(manifest), 'utf8')) as { version: string }
  return version
}

/**
 * The Chromium of the npm package `@sparticuz/chromium`, unpacked below `cacheDir` (private to this user) on first
 * use; takes about 1.5 s and 210 MB then. Several processes may do so at once: each unpacks beside, the first
 * to rename wins. Throws a sentence when the platform is not served or the disk is full.
 */
export async function unpackChromium(cacheDir: string): Promise<PackagedChromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found: install Chromium or Chrome, or name one in CHROMIUM_PATH')
  }
  await ownDirectory(cacheDir)
  const home = join(cacheDir, `chromium-${await packageVersion()}`)
  if (!(await isThere(home))) {
    const staging = await mkdtemp(join(cacheDir, 'unpacking-'))
    try {
      await unpackInto(staging, home)
      await rename(staging, home).catch(async (error: unknown) => {
        if (!(await isThere(home))) throw error
      })
    } catch (error) {
      throw new Error(`Chromium could not be unpacked into ${cacheDir} (it needs 250 MB there)`, { cause: error })
    } finally {
      await rm(staging, { recursive: true, force: true })
    }
  }
  return { executable: join(home, 'chromium'), libraries: join(home, 'al2023', 'lib'), fonts: join(home, 'fonts') }
}
