import { defineMessages } from '#ui/i18n/messages.ts'

/** Words about where the lines of a manifest come from. */
export const originMessages = defineMessages({
  schema: { en: 'Schema', ja: 'スキーマ' },
  adapter: { en: 'Adapter', ja: 'アダプタ' },
  parameter: { en: 'Parameter', ja: 'パラメータ' },
  option: { en: 'Option', ja: 'オプション' },
  composite: { en: 'Composite', ja: '合成' },
  qvsConfig: { en: 'QVS Config', ja: 'アプリ構成' },
  value: { en: 'Value', ja: '値' },
  condition: { en: 'Because', ja: '条件' },
  composedBy: { en: 'brought by {adapters}', ja: '{adapters} から' },
  itsDefault: { en: 'default of {adapter}', ja: '{adapter} の既定値' },
  ofAdapter: { en: 'of {adapter}', ja: '{adapter} のパラメータ' },
  gives: { en: 'gives {name}', ja: '{name} を渡す' },
  secret: { en: 'a secret', ja: 'シークレット' },
  later: { en: 'known after {stages}', ja: '{stages} の後に決まる' },
  missing: { en: 'no value yet', ja: '値がまだありません' },
})
