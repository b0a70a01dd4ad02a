import { defineMessages } from '../i18n/messages.ts'

/** Words around the Monaco editor. */
export const codeMessages = defineMessages({
  leave: { en: 'Esc, then Tab leaves the text', ja: 'Esc の後に Tab で移動' },
  group: { en: 'Text', ja: 'テキスト' },
  whereFrom: { en: 'Where does this line come from?', ja: 'この行はどこから来たか' },
  chooseLine: {
    en: 'Click a line, or press Enter on it, to see what made it.',
    ja: '行をクリックするか Enter を押すと、その行を作ったものが表示されます。',
  },
  noTrails: {
    en: 'This document is made by Linewright itself, not by an adapter.',
    ja: 'この文書はアダプタではなく Linewright が作成したものです。',
  },
  clickLine: { en: 'Click the line to open these places', ja: '行をクリックすると各場所を開けます' },
  lineNumber: { en: 'line {line}', ja: '{line} 行目' },
})
