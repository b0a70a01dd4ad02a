import {
  type CharacterKind,
  type Characters,
  patternFacts,
  type PatternShape,
} from '#domain/parameters/pattern-shape.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { valueMessages } from './value-messages.ts'

type T = Translate<typeof valueMessages>

/** A regular expression in plain words; undefined if only the expression itself can say it. */
export function patternWords(t: T, pattern: string): string | undefined {
  const { shape, example = '' } = patternFacts(pattern)
  switch (shape?.kind) {
    case 'begins':
      return t('patternBegins', { text: shape.text })
    case 'amount':
      return t('patternAmount', { units: shape.units.join(', '), example })
    case 'characters':
      return [
        t('patternOnly', { characters: charactersWords(t, shape.of) }),
        shape.first === undefined ? '' : t('patternFirst', { characters: charactersWords(t, shape.first) }),
        shape.last === undefined ? '' : t('patternLast', { characters: charactersWords(t, shape.last) }),
        lengthWords(t, shape),
        example === '' ? '' : t('patternExample', { example }),
      ]
        .filter((sentence) => sentence !== '')
        .join(' ')
    case undefined:
      return example === '' ? undefined : t('looksLike', { example, limit: pattern })
  }
}

function lengthWords(t: T, { min, max }: Extract<PatternShape, { readonly kind: 'characters' }>): string {
  const length = { min: String(min), max: String(max) }
  if (min === max) return t('patternExactly', length)
  if (max !== Infinity) return t(min > 1 ? 'patternCount' : 'patternMost', length)
  return min > 1 ? t('patternLeast', length) : ''
}

const words = {
  lower: 'charLower',
  capital: 'charCapital',
  letter: 'charLetter',
  digit: 'charDigit',
  hex: 'charHex',
  hyphen: 'charHyphen',
  underscore: 'charUnderscore',
  dot: 'charDot',
  slash: 'charSlash',
  space: 'charSpace',
} as const satisfies Record<CharacterKind, keyof typeof valueMessages>

function charactersWords(t: T, characters: Characters): string {
  return characters.map((one) => (typeof one === 'string' ? t(words[one]) : one.sign)).join(', ')
}
