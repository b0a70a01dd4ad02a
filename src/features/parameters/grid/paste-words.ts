import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { parametersMessages } from '../messages.ts'

const mostNames = 4

interface Outcome {
  readonly count: number
  readonly left: number
  readonly secrets: number
  readonly faults: number
  readonly unknown: readonly string[]
}

/** What came of pasting, with the names that were not found, so that they can be corrected in the spreadsheet. */
export function pasteWords(
  t: Translate<typeof parametersMessages>,
  { count, left, secrets, faults, unknown }: Outcome,
): string {
  const names = [...unknown.slice(0, mostNames), ...(unknown.length > mostNames ? ['…'] : [])].join(', ')
  return [
    left === 0
      ? t('pasted', { count })
      : unknown.length === 0
        ? t('pastedLeft', { count, left })
        : t('pastedUnknown', { count, left, names }),
    ...(faults === 0 ? [] : [t('pastedFaults', { count: faults })]),
    ...(secrets === 0 ? [] : [t('pastedSecrets', { count: secrets })]),
  ].join(t('betweenSentences'))
}
