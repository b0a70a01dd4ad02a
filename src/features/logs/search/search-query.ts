import type { Query } from '#domain/logs/log-search.ts'

/** What is looked for, as the server is asked. */
export function askedQuery({ words, matchCase, wholeWord, regexp }: Query) {
  return {
    words,
    case: matchCase ? '1' : '0',
    word: wholeWord ? '1' : '0',
    regexp: regexp ? '1' : '0',
  } as const
}
