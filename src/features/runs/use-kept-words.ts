import { useQuery } from '@tanstack/react-query'
import { usePreferences } from '#ui/preferences.ts'

/** Says messages that runs keep, which are English, in the person's language. */
export function useKeptWords(): (message: string) => string {
  const { language } = usePreferences()
  const words = useQuery({
    queryKey: ['kept-words', language],
    queryFn: () => import('#domain/japanese/kept.ts'),
    enabled: language === 'ja',
    staleTime: Infinity,
  })
  return words.data?.keptInJapanese ?? asItIs
}

function asItIs(message: string): string {
  return message
}
