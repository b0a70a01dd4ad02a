import { useQuery } from '@tanstack/react-query'
import { usePreferences } from '#ui/use-preferences.ts'

/** Words that only Japanese needs: they come when that is the person's language, and are undefined until then and otherwise. */
export function useInJapanese<Words>(name: string, load: () => Promise<Words>): Words | undefined {
  const { language } = usePreferences()
  const isWanted = language === 'ja'
  const words = useQuery({ queryKey: [name, 'ja'], queryFn: load, enabled: isWanted, staleTime: Infinity })
  return isWanted ? words.data : undefined
}
