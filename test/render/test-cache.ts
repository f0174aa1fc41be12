import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** Where the tests' Chromium is unpacked, once for all runs of this user. */
export const testCache = join(tmpdir(), `semainier-test-cache-${userInfo().username}`)
