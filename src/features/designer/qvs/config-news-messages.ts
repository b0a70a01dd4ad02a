import { defineMessages } from '#ui/i18n/messages.ts'

/** Words about QVS Configs that changed in Git while a line was being edited. */
export const configNewsMessages = defineMessages({
  changed: {
    en: 'The QVS Config of {application} changed in Git. The line is compiled with it now.',
    ja: '{application} のアプリ構成が Git で変更されました。ラインは現在の内容でコンパイルされています。',
  },
  by: { en: '{author}: {message}', ja: '{author}: {message}' },
  compare: { en: 'Compare', ja: '比較' },
  recompile: { en: 'Recompile', ja: '再コンパイル' },
  seen: { en: 'Got it', ja: '確認' },
  title: { en: 'QVS Config of {application}', ja: '{application} のアプリ構成' },
  before: { en: 'Version {version}, before', ja: '変更前（バージョン {version}）' },
  after: { en: 'Version {version}, from Git', ja: 'Git から（バージョン {version}）' },
  stages: { en: 'Stages of this line that use it: {names}', ja: 'このラインで使っているステージ: {names}' },
  close: { en: 'Close', ja: '閉じる' },
})
