import { parseDocumentId } from '#domain/documents.ts'
import { type Translate, translator, useMessages } from '#ui/i18n/use-messages.tsx'
import type { Language } from '#ui/i18n/intl.ts'
import { documentMessages } from './document-messages.ts'

type DocumentWords = (id: string) => string

/** Names documents as people do: `line/shop` is "Line shop". A text that is no id stays as it is. */
export function useDocumentWords(): DocumentWords {
  const t = useMessages(documentMessages)
  return (id) => wordsOf(t, id)
}

/** The same outside React. */
export function documentWords(language: Language): DocumentWords {
  const t = translator(documentMessages, language)
  return (id) => wordsOf(t, id)
}

function wordsOf(t: Translate<typeof documentMessages>, id: string): string {
  const document = parseDocumentId(id)
  if (document === undefined) return id
  const { kind, names } = document
  return kind === 'parameters' ? valuesOf(t, names) : t(kind, { name: names.join('/') })
}

/** Values of a Deployment, or those of a layer that several share. */
function valuesOf(t: Translate<typeof documentMessages>, names: readonly string[]): string {
  const [layer, name = ''] = names
  switch (layer) {
    case 'project':
      return t('projectValues')
    case 'application':
      return t('applicationValues', { name })
    case 'environment':
      return t('environmentValues', { name })
    case undefined:
    default:
      return t('parameters', { name: names.join('/') })
  }
}
