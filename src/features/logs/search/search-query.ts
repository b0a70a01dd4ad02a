import type { Query } from '#domain/logs/log-search.ts'

/** The query in the server's format. */
export function askedQuery({ words, matchCase, wholeWord, regexp }: Query) {
  return {
    words,
    case: matchCase ? '1' : '0',
    word: wholeWord ? '1' : '0',
    regexp: regexp ? '1' : '0',
  } as const
}
