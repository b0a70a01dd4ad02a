import { useQuery } from '@tanstack/react-query'
import { usePreferences } from '#ui/use-preferences.ts'

/** Words that are only needed in Japanese: loaded if that is the person's language, undefined otherwise. */
export function useInJapanese<Words>(name: string, load: () => Promise<Words>): Words | undefined {
  const { language } = usePreferences()
  const isWanted = language === 'ja'
  const words = useQuery({ queryKey: [name, 'ja'], queryFn: load, enabled: isWanted, staleTime: Infinity })
  return isWanted ? words.data : undefined
}
