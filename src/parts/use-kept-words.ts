import { useInJapanese } from '#parts/use-in-japanese.ts'

/** Says messages that runs keep, which are English, in the person's language. */
export function useKeptWords(): (message: string) => string {
  return useInJapanese('kept-words', () => import('#domain/japanese/kept.ts'))?.keptInJapanese ?? asItIs
}

function asItIs(message: string): string {
  return message
}
