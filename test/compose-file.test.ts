import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { programRoot } from '../src/base/paths.js'
import { runProgram } from './support/program.js'
import { readEnvironment } from '../src/settings/environment.js'
import { scratchFolder } from './support/scratch-folder.js'

interface Service {
  image: string
  command?: string[]
  entrypoint?: string[]
  healthcheck?: { test: string[] }
  secrets?: string[]
  environment?: Record<string, string>
  volumes?: string[]
  read_only?: boolean
  cap_drop?: string[]
}

const text = readFileSync(join(programRoot, 'docker-compose.yml'), 'utf8')
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
  secrets: Record<string, { file: string }>
}
const services = Object.entries(compose.services)
const ours = services.filter(([, service]) => service.image === 'semainier')
let folder = ''

before(async () => {
  folder = await scratchFolder('compose')
  mkdirSync(join(folder, 'config'))
  copyFileSync(join(programRoot, 'docker-compose.yml'), join(folder, 'docker-compose.yml'))
  // The README's own command, as it stands there.
  const [command] =
    readFileSync(join(programRoot, 'README.md'), 'utf8').match(/^mkdir -m 700 secrets[^]*?(?=^docker compose)/m) ?? []
  assert.ok(command, 'README.md does not say how the secrets are made')
  execFileSync('sh', ['-c', command], { cwd: folder })
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('the services are there, each with a health check and an image of one major version', () => {
  assert.deepEqual(
    services.map(([name]) => name),
    ['app', 'worker', 'postgres', 'redis', 'mail'],
  )
  for (const [name, service] of services) {
    assert.ok(service.healthcheck?.test[1], name)
    if (service.image !== 'semainier') assert.match(service.image, /:v?\d/, name)
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':')
      assert.ok(source.startsWith('./') || source in compose.volumes, `${name}: ${volume}`)
    }
  }
})

test('every secret that a service reads is made by the README, and only its owner can enter the folder', () => {
  const made = readdirSync(join(folder, 'secrets')).sort()
  assert.deepEqual(
    Object.values(compose.secrets)
      .map((secret) => secret.file.replace('secrets/', ''))
      .sort(),
    made,
  )
  assert.equal(statSync(join(folder, 'secrets')).mode & 0o777, 0o700)
  for (const [name, service] of services) {
    for (const secret of service.secrets ?? []) assert.ok(secret in compose.secrets, `${name}: ${secret}`)
    const read = Object.values(service.environment ?? {}).flatMap(
      (value) => value.match(/^\/run\/secrets\/(.+)$/)?.[1] ?? [],
    )
    for (const secret of read) assert.ok(service.secrets?.includes(secret), `${name} reads ${secret}`)
  }
  for (const [name, service] of ours)
    for (const variable of ['IMAP_URL_FILE', 'OIDC_SECRET_FILE'])
      assert.ok(service.environment?.[variable], `${name} has no ${variable}`)
  // The addresses are such as the program takes.
  const files = ['DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'IMAP_URL'].map((name) => [
    `${name}_FILE`,
    join(folder, 'secrets', name.toLowerCase()),
  ])
  const environment = readEnvironment(Object.fromEntries(files) as Record<string, string>)
  assert.equal(environment.IMAP_URL, null, 'no mailbox is read until somebody names one')
  const password = readFileSync(join(folder, 'secrets/database_password'), 'utf8')
  assert.equal(new URL(environment.DATABASE_URL ?? '').password, password)
  assert.doesNotMatch(text, /PASSWORD:\s|:\/\/[^/\s]+:[^/\s]+@/)
})

test('the program runs without rights, and its commands and options are real', async () => {
  assert.deepEqual(
    ours.map(([name]) => name),
    ['app', 'worker'],
  )
  for (const [name, service] of ours) {
    assert.deepEqual([service.read_only, service.cap_drop], [true, ['ALL']], name)
    const checked = service.healthcheck?.test.slice(1) ?? []
    const commands = [service.command ?? [], ...(checked.includes('dist/src/cli/main.js') ? [checked.slice(2)] : [])]
    for (const [command = '', ...options] of commands) {
      const help = runProgram([command, '--help'])
      assert.equal(await help.ended, 0, `${name}: ${command}`)
      for (const option of options.filter((one) => one.startsWith('--')))
        assert.ok(help.output().includes(option), option)
    }
  }
  const dockerfile = readFileSync(join(programRoot, 'Dockerfile'), 'utf8')
  assert.match(dockerfile, /^ENTRYPOINT \["node", "dist\/src\/cli\/main\.js"\]$/m)
  assert.match(dockerfile, /^USER node$/m)
})

test("the compose file passes Compose's own check", async (t) => {
  const run = promisify(execFile)
  const tries: [string, string[]][] = [
    ['docker', ['compose', 'config', '--quiet']],
    ['docker-compose', ['config', '--quiet']],
  ]
  let installed = false
  for (const [command, args] of tries) {
    const known = await run(command, [...args.slice(0, -2), 'version']).then(
      () => true,
      () => false,
    )
    if (!known) continue
    installed = true
    const { stdout, stderr } = await run(command, args, { cwd: folder })
    assert.equal(stdout + stderr, '')
  }
  assert.ok(installed || !process.env['CI'], 'Docker Compose is not installed')
  if (!installed) t.skip('Docker Compose is not installed')
})
