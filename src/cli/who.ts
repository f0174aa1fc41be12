import { userInfo } from 'node:os'

/** Who runs the command, as the operating system knows them: kept with each decision. */
export function operator(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that has no name.
    return `uid ${process.getuid?.() ?? '?'}`
  }
}

/** The author of a change: whom `--by` names, or whoever runs the command. */
export const author = ({ by }: { by?: string }): string => by ?? operator()
