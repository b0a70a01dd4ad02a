import { defineMessages } from '#ui/i18n/messages.ts'

export const lineSettingsMessages = defineMessages({
  inputs: { en: 'Inputs', ja: '入力' },
  inputsText: { en: 'What a run is asked for', ja: '実行時に尋ねる値' },
  noDefault: { en: 'asked for', ja: '必須' },
  inputName: { en: 'Name', ja: '名前' },
  inputDefault: { en: 'Default', ja: '既定値' },
  inputDefaultHelp: {
    en: 'Without one, the person who starts a run has to give it',
    ja: '空の場合、実行する人が入力します',
  },
  inputDescription: { en: 'Description', ja: '説明' },
  newInput: { en: 'New input', ja: '新しい入力' },
  addInput: { en: 'Add input', ja: '入力を追加' },
  removeInput: { en: 'Remove input {name}', ja: '入力 {name} を削除' },
  nameTaken: { en: 'There is already an input with this name', ja: '同じ名前の入力があります' },
  nameForm: {
    en: 'Letters, digits, - and _; begin with a letter',
    ja: '英字で始め、英数字、-、_ を使ってください',
  },
  results: { en: 'Results', ja: '結果' },
  resultsText: { en: 'What a run returns, such as an address', ja: '実行が返す値（アドレスなど）' },
  noResults: {
    en: 'Select a stage and press + beside one of its results',
    ja: 'ステージを選び、結果の横の + を押してください',
  },
  removeResult: { en: 'Remove result {name}', ja: '結果 {name} を削除' },
  stepAddInput: { en: 'Add input {name}', ja: '入力 {name} を追加' },
  stepChangeInput: { en: 'Change input {name}', ja: '入力 {name} を変更' },
  stepRenameInput: { en: 'Rename input {from} to {to}', ja: '入力 {from} を {to} に変更' },
  runsOf: { en: 'Runs of {line}', ja: '{line} の実行' },
  step: { en: 'change how runs of {line} wait', ja: '{line} の実行の待ち方を変更' },
  oneAtATime: { en: 'One at a time; the others wait in a queue', ja: '1 件ずつ行い、ほかの実行は順番を待つ' },
  newestSupersedes: { en: 'A newer run ends an older one that waits', ja: '新しい実行が、待っている古い実行に代わる' },
})
