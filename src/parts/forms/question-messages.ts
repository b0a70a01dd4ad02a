import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of what approvers are asked. */
export const questionMessages = defineMessages({
  questions: { en: 'What approvers are asked', ja: '承認者への質問' },
  questionsText: { en: 'They answer before they approve', ja: '承認の前に答えてもらいます' },
  questionsForStages: {
    en: 'They answer before they approve; later stages read the answers',
    ja: '承認の前に答えてもらいます。答えは後のステージで使えます',
  },
  newQuestion: { en: 'New question', ja: '新しい質問' },
  newQuestionHint: { en: 'Which ticket covers this release?', ja: 'このリリースのチケットは?' },
  addQuestion: { en: 'Add question', ja: '質問を追加' },
  title: { en: 'Question', ja: '質問文' },
  name: { en: 'Name', ja: '名前' },
  nameHelp: { en: 'Stages read the answer as {expression}', ja: 'ステージでは {expression} として使えます' },
  nameKept: { en: 'The answer is kept by this name', ja: '答えはこの名前で残ります' },
  nameForm: {
    en: 'Letters, digits, - and _; begin with a letter',
    ja: '英字で始め、英数字、-、_ を使ってください',
  },
  nameTaken: { en: 'There is a question of this name', ja: '同じ名前の質問があります' },
  type: { en: 'Answered by', ja: '答え方' },
  'type-text': { en: 'a text', ja: 'テキスト' },
  'type-number': { en: 'a number', ja: '数値' },
  'type-boolean': { en: 'yes or no', ja: 'はい / いいえ' },
  'type-choice': { en: 'a choice', ja: '選択' },
  options: { en: 'Options', ja: '選択肢' },
  optionsHelp: { en: 'One in each line', ja: '1 行に 1 つ' },
  required: { en: 'Must be answered', ja: '必須' },
  default: { en: 'Default', ja: '既定値' },
  noDefault: { en: 'none', ja: 'なし' },
  yes: { en: 'yes', ja: 'はい' },
  no: { en: 'no', ja: 'いいえ' },
  notANumber: { en: 'This is no number', ja: '数値ではありません' },
  moveUp: { en: 'Move {name} up', ja: '{name} を上へ' },
  moveDown: { en: 'Move {name} down', ja: '{name} を下へ' },
  remove: { en: 'Remove question {name}', ja: '質問 {name} を削除' },
})
