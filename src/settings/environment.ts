import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { SettingsError, type SettingsProblem } from '../base/settings-error.js'

interface Variable<T> {
  /** How a person writes it, for the documentation. */
  type: string
  schema: z.ZodType<T>
  /** As it would be written; null when the variable may stay unset. */
  default: string | null
  /** What it is for. */
  sentence: string
  /** What to write, in French; never holds the value, which may be a secret. */
  expected: string
}

const optionalText = (schema: z.ZodType<string>): z.ZodType<string | null> => schema.nullable()

/** Every environment variable, declared once: .env.example and config/SETTINGS.md are written from here. */
export const environmentVariables = {
  DATABASE_URL: {
    type: 'postgres:// address',
    schema: optionalText(z.url({ protocol: /^postgres(ql)?$/ })),
    default: null,
    sentence: 'The PostgreSQL database, for several machines; by default a SQLite file in the data folder.',
    expected: 'il faut une adresse postgres://',
  },
  REDIS_URL: {
    type: 'redis:// or rediss:// address',
    schema: optionalText(z.url({ protocol: /^rediss?$/ })),
    default: null,
    sentence:
      'The Redis that hands jobs to the processes; by default each looks for itself. Without DATABASE_URL all must run on one machine.',
    expected: 'il faut une adresse redis:// ou rediss://',
  },
  SMTP_URL: {
    type: 'smtp:// or smtps:// address',
    schema: optionalText(z.url({ protocol: /^smtps?$/ })),
    default: null,
    sentence: 'The mail server, with user name and password where it asks for them. Without it nothing is sent.',
    expected: 'il faut une adresse smtp:// ou smtps://',
  },
  SMTP_LOG: {
    type: 'path',
    schema: optionalText(z.string()),
    default: null,
    sentence:
      'The log of Postfix, when it runs on this machine and in its time zone: uncertain deliveries are settled from it, and from FILE.1 beside it.',
    expected: 'il faut le chemin d’un fichier',
  },
  IMAP_URL: {
    type: 'imaps:// or imap:// address',
    schema: optionalText(z.url({ protocol: /^imaps?$/ })),
    default: null,
    sentence:
      'The mailbox that messages come back to, with user name and password, such as imaps://retours:secret@mail.example.org/INBOX; imap:// only on this machine or a private network. Without it nothing that comes back is read.',
    expected: 'il faut une adresse imaps:// ou imap://',
  },
  PUBLIC_URL: {
    type: 'http:// or https:// address',
    schema: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
    default: 'http://localhost:3000',
    sentence: 'The address of the public pages (unsubscribing, downloads), as it stands in the mails.',
    expected: 'il faut une adresse http:// ou https://',
  },
  SECRET_KEY: {
    type: '32 characters or more',
    schema: optionalText(z.string().min(32)),
    default: null,
    sentence:
      'Signs the cookies of staff and guards their second factors; by default made once and kept in the database. Changing it signs everybody out.',
    expected: 'il faut au moins 32 caractères',
  },
  OIDC_SECRET: {
    type: 'text',
    schema: optionalText(z.string()),
    default: null,
    sentence: 'The secret of this program at the identity provider that office.yaml names under signIn.',
    expected: 'il faut un texte',
  },
  PORT: {
    type: 'number',
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(65535)),
    default: '3000',
    sentence: 'The port of the console and of the public pages; 0 takes any free one.',
    expected: 'il faut un nombre de 0 à 65535',
  },
  METRICS_FROM: {
    type: '`private` or `anywhere`',
    schema: z.enum(['private', 'anywhere']),
    default: 'private',
    sentence:
      'Who may read /metrics: clients of this machine and of the private network that come without a proxy, or everybody.',
    expected: 'il faut private ou anywhere',
  },
  CHROMIUM_PATH: {
    type: 'path',
    schema: optionalText(z.string()),
    default: null,
    sentence: 'A Chromium or Chrome that prints posters and booklets; by default the one that comes with the program.',
    expected: 'il faut le chemin d’un programme',
  },
} as const satisfies Record<string, Variable<unknown>>

type Name = keyof typeof environmentVariables
const names = Object.keys(environmentVariables) as Name[]

export type Environment = { [N in Name]: z.output<(typeof environmentVariables)[N]['schema']> }

/**
 * Reads the variables, each from `NAME` or from the file that `NAME_FILE` names (as container secrets are handed over).
 * An empty variable is an unset one.
 * @throws {SettingsError} with every problem; no message holds a value.
 */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const problems: SettingsProblem[] = []
  const entries = names.map((name) => {
    const { schema, default: fallback, expected } = environmentVariables[name]
    try {
      const result = schema.safeParse(writtenValue(name, variables) ?? fallback)
      if (result.success) return [name, result.data] as const
      problems.push(problem(name, expected))
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      problems.push(...error.problems)
    }
    return [name, null] as const
  })
  if (problems.length > 0) throw new SettingsError(problems)
  return Object.fromEntries(entries) as Environment
}

function writtenValue(name: Name, variables: NodeJS.ProcessEnv): string | null {
  const direct = variables[name] || null
  const path = variables[`${name}_FILE`] || null
  if (direct && path) throw new SettingsError([problem(name, `${name} et ${name}_FILE sont écrits tous les deux`)])
  if (!path) return direct
  try {
    return readFileSync(path, 'utf8').trim() || null
  } catch {
    throw new SettingsError([problem(`${name}_FILE`, 'le fichier manque ou ne peut pas être lu')])
  }
}

function problem(key: string, message: string): SettingsProblem {
  return { file: 'environnement', line: null, column: null, key, message }
}
