/** One pattern that fits wherever one of several does, whatever the case of letters. */
export const anyOf = (...patterns: RegExp[]) => new RegExp(patterns.map(({ source }) => source).join('|'), 'i')
