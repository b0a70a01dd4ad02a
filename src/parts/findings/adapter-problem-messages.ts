import { defineMessages } from '#ui/i18n/messages.ts'

/** Words for what is wrong between the adapters of an application. */
export const adapterProblemMessages = defineMessages({
  conflicts: { en: 'What does not fit together', ja: '両立しないもの' },
  conflict: { en: '{adapters} set {path} to different values', ja: '{adapters} が {path} に異なる値を設定しています' },
  says: { en: '{adapter} says', ja: '{adapter} の値' },
  fix: {
    en: 'Only one adapter can decide this value. Change the parameter that leads to it, or take one of the adapters out.',
    ja: 'この値を決められるアダプタは 1 つだけです。値の元になるパラメータを変えるか、どちらかのアダプタを外してください。',
  },
  cueSays: { en: 'What CUE says', ja: 'CUE のメッセージ' },
  problems: { en: 'What is wrong', ja: '問題' },
})
