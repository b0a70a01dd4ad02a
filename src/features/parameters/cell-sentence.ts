import type { SheetCell } from '#domain/parameters/sheet.ts'
import { oneLine } from '#ui/fields/one-line.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import { layerWord } from '#parts/values/layer-words.ts'
import type { parametersMessages } from './messages.ts'

/** A cell as a sentence, for the bar above the grid and for screen readers. */
export function cellSentence(t: Translate<typeof parametersMessages>, cell: SheetCell): string {
  const { state, value = '', layer, secret, own } = cell
  switch (state) {
    case 'none':
      return t('doesNotApply')
    case 'open':
      return t('nothingSaid')
    case 'missing':
      return t('missing')
    case 'secret':
      return secret?.isSet === true
        ? t('secretSet', { key: secret.text })
        : t('secretNotSet', { key: secret?.text ?? '' })
    case 'later':
      return t('comesLater', { expression: value })
    case 'known': {
      const shown = shownText(t, value)
      return own !== undefined && layer !== 'line'
        ? t('ownValue', { value: shown })
        : t('inheritedValue', { value: shown, layer: layer === undefined ? '' : layerWord(t, layer) })
    }
  }
}

/** A text to be quoted in a sentence or table: on one line, and a word instead of an empty one. */
export function shownText(t: Translate<typeof parametersMessages>, text: string): string {
  return text === '' ? t('emptyValue') : oneLine(text)
}
