import { useInJapanese } from '#parts/use-in-japanese.ts'

/** Translates messages stored with runs, which are in English. */
export function useKeptWords(): (message: string) => string {
  return useInJapanese('kept-words', () => import('#domain/japanese/kept.ts'))?.keptInJapanese ?? asItIs
}

function asItIs(message: string): string {
  return message
}
