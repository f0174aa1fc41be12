import { enableCompileCache } from 'node:module'

// Loaded before every test file (`npm test`): React as offices run it, which renders ten times as fast, and compiled code
// kept from one file to the next.
process.env['NODE_ENV'] ??= 'production'
enableCompileCache()
