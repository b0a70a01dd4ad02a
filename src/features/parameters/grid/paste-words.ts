import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { parametersMessages } from '../messages.ts'

const mostNames = 4

/** What became of a pasted text; names that nothing here bears are told, so that they can be mended in the sheet. */
export function pasteWords(
  t: Translate<typeof parametersMessages>,
  { count, left, unknown }: { readonly count: number; readonly left: number; readonly unknown: readonly string[] },
): string {
  if (left === 0) return t('pasted', { count })
  if (unknown.length === 0) return t('pastedLeft', { count, left })
  const names = [...unknown.slice(0, mostNames), ...(unknown.length > mostNames ? ['…'] : [])].join(', ')
  return t('pastedUnknown', { count, left, names })
}
