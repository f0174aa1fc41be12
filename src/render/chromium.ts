import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Browser } from 'puppeteer-core'
import { tempFolder } from '../base/temp-folder.js'
import { unpackChromium } from './unpack-chromium.js'

export interface ChromiumSettings {
  /** A Chromium or Chrome to use in place of what is found. */
  chromiumPath?: string
  /** A directory private to this user, for the packaged Chromium. */
  cacheDir: string
}

interface Candidate {
  executable: string
  /** Environments to try in turn: a second one when the first lacks shared libraries. */
  environments: Record<string, string>[]
}

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const flags = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
  // A second wall behind the interception of requests: no name resolves.
  '--host-resolver-rules=MAP * ~NOTFOUND',
]

export async function findChromium({ chromiumPath, cacheDir }: ChromiumSettings): Promise<Candidate> {
  const system = chromiumPath ?? systemPaths.find((path) => existsSync(path))
  if (system) return { executable: system, environments: [{}] }
  const { executable, libraries, fonts } = await unpackChromium(cacheDir)
  const withFonts = { FONTCONFIG_PATH: fonts }
  const path = [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':')
  return { executable, environments: [withFonts, { ...withFonts, LD_LIBRARY_PATH: path }] }
}

/** Root and hardened kernels cannot build Chromium's sandbox; what we print is our own, without scripts or network. */
function sandboxTries(): string[][] {
  return process.getuid?.() === 0 ? [['--no-sandbox']] : [[], ['--no-sandbox']]
}

/**
 * Starts a headless Chromium: the one named, else one of the system, else the packaged one with the libraries and
 * fonts that the system lacks. Throws the browser's own words when none of the ways works; waits 30 s at most for each.
 */
export async function launchChromium(settings: ChromiumSettings): Promise<Browser> {
  const [{ launch }, candidate] = await Promise.all([import('puppeteer-core'), findChromium(settings)])
  let failure: unknown
  for (const environment of candidate.environments) {
    for (const sandbox of sandboxTries()) {
      const userDataDir = await tempFolder('browser')
      const forget = () => void rm(userDataDir, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
      try {
        const browser = await launch({
          executablePath: candidate.executable,
          headless: 'shell',
          args: [...flags, ...sandbox],
          env: { ...process.env, ...environment },
          timeout: 30_000,
          protocolTimeout: 60_000,
          pipe: true,
          userDataDir,
        })
        browser.process()?.once('exit', forget)
        return browser
      } catch (error) {
        forget()
        failure = error
      }
    }
  }
  const words = failure instanceof Error ? failure.message : String(failure)
  throw new Error(`Chromium (${candidate.executable}) does not start: ${words}`, { cause: failure })
}
