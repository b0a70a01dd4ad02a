import { defineMessages } from '#ui/i18n/messages.ts'

/** Words about problems between the adapters of an application. */
export const adapterProblemMessages = defineMessages({
  conflicts: { en: 'What does not fit together', ja: '両立しないもの' },
  conflict: { en: '{adapters} set {path} to different values', ja: '{adapters} が {path} に異なる値を設定しています' },
  twice: {
    en: '{adapters} is used more than once, with different values for {path}',
    ja: '{adapters} が 2 回以上使われていて、{path} の値が異なります',
  },
  twiceFix: {
    en: 'All of them make the same resource: give them the same parameters, or take one of them out.',
    ja: 'いずれも同じリソースを作ります。同じパラメータを指定するか、どちらかを外してください。',
  },
  sameTask: {
    en: 'The stage {stage} has one task {task}, and {adapters} make it differently',
    ja: 'ステージ {stage} のタスク {task} は 1 つですが、{adapters} で内容が異なります',
  },
  sameTaskFix: {
    en: 'Take one of the adapters out, or give them the same options.',
    ja: 'どちらかのアダプタを外すか、同じオプションを指定してください。',
  },
  differing: {
    en: { one: '{count} value differs', other: '{count} values differ' },
    ja: '異なる値: {count} 件',
  },
  says: { en: '{adapter} says', ja: '{adapter} の値' },
  entry: { en: 'Line {line} of the QVS Config', ja: 'アプリ構成の {line} 行目' },
  entryValue: { en: 'Line {line} of the QVS Config: {name}', ja: 'アプリ構成の {line} 行目: {name}' },
  fix: {
    en: 'Only one adapter can decide this value. Change the parameter that leads to it, or take one of the adapters out.',
    ja: 'この値を決められるアダプタは 1 つだけです。値の元になるパラメータを変えるか、どちらかのアダプタを外してください。',
  },
  cueSays: { en: 'What CUE says', ja: 'CUE のメッセージ' },
  problems: { en: 'What is wrong', ja: '問題' },
})
