import { defineMessages } from '../i18n/messages.ts'

export const formMessages = defineMessages({
  required: { en: 'required', ja: '必須' },
  changed: { en: 'changed', ja: '変更あり' },
  reset: { en: 'Reset', ja: '元に戻す' },
  resetNamed: { en: 'Reset {name}', ja: '{name} を元に戻す' },
  choose: { en: 'Choose', ja: '選択してください' },
  inherits: { en: '{value} (inherited)', ja: '{value}（継承）' },
  unitOf: { en: 'Unit of {name}', ja: '{name} の単位' },
  entry: { en: '{name}, entry {number}', ja: '{name} の {number} 番目' },
  up: { en: 'Move up', ja: '上へ移動' },
  down: { en: 'Move down', ja: '下へ移動' },
  removeEntry: { en: 'Remove entry', ja: '項目を削除' },
  addEntry: { en: 'Add entry', ja: '項目を追加' },
  addItem: { en: 'Add to {name}', ja: '{name} に追加' },
  copyItem: { en: 'Duplicate {name}', ja: '{name} を複製' },
  upItem: { en: 'Move {name} up', ja: '{name} を上へ移動' },
  downItem: { en: 'Move {name} down', ja: '{name} を下へ移動' },
  removeItem: { en: 'Remove {name}', ja: '{name} を削除' },
  noItems: { en: 'Nothing yet', ja: 'まだありません' },
  nameOfNew: { en: 'Name of the new entry in {name}', ja: '{name} の新しい項目の名前' },
  name: { en: 'Name', ja: '名前' },
  nameTaken: { en: 'There is an entry with this name', ja: 'この名前の項目がすでにあります' },
  faults: {
    en: { one: '{count} value cannot be right', other: '{count} values cannot be right' },
    ja: { other: '{count} 件の値に誤りがあります' },
  },
})
