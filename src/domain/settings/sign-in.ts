import { z } from 'zod'

/** How staff sign in, beside their password and links by mail. */
export const signInSchema = z
  .strictObject({
    openIdConnect: z
      .strictObject({
        name: z.string().min(1).describe('What the button says, such as “Compte de l’agglomération”.'),
        issuer: z
          .url({ protocol: /^https?$/ })
          .describe('The address of the identity provider (OpenID Connect Discovery 1.0).'),
        clientId: z.string().min(1).describe('The name of this program there. Its secret is OIDC_SECRET.'),
      })
      .optional()
      .describe('Single sign-on with the accounts that staff have elsewhere; who has no account here stays outside.'),
  })
  .prefault({})
