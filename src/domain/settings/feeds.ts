import { z } from 'zod'

const address = z.string().regex(/^(https?|file):\/\//, 'une adresse commence par https://, http:// ou file://')

/** One WordPress site, over RSS, over its REST API, or both: the second is asked where the first fails. */
const wordpress = z
  .strictObject({
    format: z.literal('wordpress').describe('The kind of source.'),
    rss: address.optional().describe("The feed's address, such as https://example.org/feed/."),
    rest: address
      .optional()
      .describe('The REST address of the posts, such as https://example.org/wp-json/wp/v2/posts.'),
    allowPrivate: z
      .boolean()
      .default(false)
      .describe(
        'Allow addresses of the local network (127.0.0.1, 10.x, ...). Leave false unless the blog runs on this machine.',
      ),
    timeoutSeconds: z.number().positive().max(300).default(20).describe('The time after which a reading is given up.'),
    maxMegabytes: z.number().positive().max(100).default(10).describe('The size after which a reading is given up.'),
  })
  .refine((feed) => feed.rss || feed.rest, 'il faut une clé « rss », « rest », ou les deux')

/** config/feeds.yaml: the sources, by name. */
export const feedsSchema = z.strictObject({
  feeds: z
    .record(
      z.string().regex(/^[a-z0-9-]+$/, 'un nom de flux ne contient que a-z, 0-9 et des tirets'),
      z.discriminatedUnion('format', [wordpress]),
    )
    .describe('The sources, by name.'),
})

export type FeedSettings = z.infer<typeof wordpress>
export type FeedsSettings = z.infer<typeof feedsSchema>
