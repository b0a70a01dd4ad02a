import { useCallback } from 'react'
import type { Finding } from '#domain/problem.ts'
import { type Message, piecesOf } from '#ui/i18n/messages.ts'
import { usePreferences } from '#ui/preferences.ts'
import { findingMessages } from './messages.ts'
import { qvsFindingMessages } from './qvs-messages.ts'

const known: Readonly<Record<string, Message>> = { ...findingMessages, ...qvsFindingMessages }

/** Says a finding in the person's language; codes without a translation are said as the platform says them. */
export function useFindingWords(): (finding: Finding) => string {
  const { language } = usePreferences()
  return useCallback(
    (finding) => {
      const message = known[finding.code]
      if (message === undefined) return finding.message
      return piecesOf(message[language], language, undefined)
        .map((piece) => (piece.kind === 'text' ? piece.text : (finding.args[piece.name] ?? '')))
        .join('')
    },
    [language],
  )
}
