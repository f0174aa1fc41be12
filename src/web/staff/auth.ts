import { betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { magicLink } from 'better-auth/plugins/magic-link'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { JobContext } from '../../../jobs/steps/context.js'
import { sendStaffLink } from '../../../jobs/staff-mail.js'
import type { StaffMember, StaffRole } from '../../domain/index.js'

export const minPasswordLength = 12
export const linkMinutes = 20
const sessionDays = 7

const dates = { createdAt: 'created_at', updatedAt: 'updated_at' }

export interface AuthOptions {
  /** Signs cookies and guards second factors' secrets. */
  secret: string
  /** Password of this program at the office's identity provider, where `signIn.openIdConnect` names one. */
  oidcSecret: string | null
}

/**
 * Who is at the console: better-auth over our own tables. Accounts come from invitations only, never from a form that
 * anybody may fill in. Everything goes through our own pages: of the library's own addresses only that to which an
 * identity provider sends people back is served.
 */
export function openAuth(context: JobContext, { secret, oidcSecret }: AuthOptions) {
  const { office, store, publicUrl } = context
  const provider = office.signIn.openIdConnect
  return betterAuth({
    appName: office.shortName,
    baseURL: publicUrl,
    basePath: '/console/compte',
    secret,
    telemetry: { enabled: false },
    // The same texts and numbers on both databases, as everywhere in the store.
    database: { db: store.accounts, type: 'sqlite' },
    logger: { level: 'error', log: (level, message) => context.log[level === 'error' ? 'error' : 'warn'](message) },
    user: {
      modelName: 'staff',
      fields: { ...dates, emailVerified: 'email_verified' },
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        language: { type: 'string', required: true, input: false },
      },
    },
    session: {
      modelName: 'staff_sessions',
      fields: {
        ...dates,
        userId: 'staff_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: sessionDays * 86_400,
      updateAge: 86_400,
    },
    account: {
      modelName: 'staff_logins',
      fields: {
        ...dates,
        userId: 'staff_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
      // An identity provider that the office itself has named is believed about addresses.
      accountLinking: { enabled: true, trustedProviders: ['office'] },
    },
    verification: {
      modelName: 'staff_verifications',
      fields: { ...dates, expiresAt: 'expires_at' },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength: 200,
      resetPasswordTokenExpiresIn: linkMinutes * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => sendStaffLink(context, { kind: 'password', to: user, token }),
    },
    advanced: {
      cookiePrefix: 'semainier',
      useSecureCookies: publicUrl.startsWith('https:'),
      // Attempts are counted by our own pages (throttle.ts); a network address is personal data.
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    plugins: [
      magicLink({
        expiresIn: linkMinutes * 60,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => sendStaffLink(context, { kind: 'sign-in', to: { email }, token }),
      }),
      twoFactor({
        issuer: office.shortName,
        twoFactorTable: 'staff_second_factors',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            fields: {
              userId: 'staff_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      ...(provider && oidcSecret
        ? [
            genericOAuth({
              config: [
                {
                  providerId: 'office',
                  discoveryUrl: `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
                  clientId: provider.clientId,
                  clientSecret: oidcSecret,
                  scopes: ['openid', 'email', 'profile'],
                  pkce: true,
                  disableSignUp: true,
                },
              ],
            }),
          ]
        : []),
    ],
  })
}

export type Auth = ReturnType<typeof openAuth>

/** Who sends this request, or null; with the cookies that prolong a session in use. */
export async function staffOf(auth: Auth, headers: Headers): Promise<{ staff: StaffMember | null; cookies: string[] }> {
  // Whoever has no cookie is nobody that the library knows.
  if (!headers.has('cookie')) return { staff: null, cookies: [] }
  const { response, headers: answered } = await auth.api.getSession({ headers, returnHeaders: true })
  const cookies = answered.getSetCookie()
  if (!response) return { staff: null, cookies }
  const { id, name, email, role, language, twoFactorEnabled } = response.user
  const staff = { id, name, email, role: role as StaffRole, language, secondFactor: twoFactorEnabled === true }
  return { staff, cookies }
}
