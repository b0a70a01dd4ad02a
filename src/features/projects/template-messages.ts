import { defineMessages } from '#ui/i18n/messages.ts'

export const templateMessages = defineMessages({
  answersNeeded: { en: 'Answer the questions first', ja: '先に必要な項目を入力してください' },
  beginWith: { en: 'Begin with', ja: '作り方' },
  emptyBoard: { en: 'An empty board', ja: '空のボード' },
  emptyBoardText: {
    en: 'Draw everything yourself. Nobody else sees the line until you publish it.',
    ja: 'すべて自分で描きます。公開するまで、ほかの人には見えません。',
  },
  fromRepository: { en: 'The code of a repository', ja: 'リポジトリのコード' },
  makesText: {
    en: '{count} documents in one change set: {list}',
    ja: '1 つの変更セットで {count} 個の文書: {list}',
  },
  about: { en: 'About this template', ja: 'このテンプレートについて' },
  anotherRepository: { en: 'Another one, by its address…', ja: 'ほかのリポジトリ（アドレスを入力）…' },
  repositoryAddress: {
    en: 'Address of a Git repository, for https or SSH; it is added to the project',
    ja: 'Git リポジトリのアドレス（https または SSH）。プロジェクトに登録されます',
  },
  'answer-no-address': {
    en: 'An address such as https://github.com/team/app.git',
    ja: 'https://github.com/team/app.git のような形で入力してください',
  },
  templateMessage: {
    en: 'Begin {name} from the template {template}',
    ja: 'テンプレート {template} から {name} を作成',
  },
  'answer-missing': { en: 'Needed', ja: '必須です' },
  'answer-no-name': {
    en: 'Lower-case letters, digits and inner hyphens, at most 63',
    ja: '英小文字、数字、途中のハイフンで 63 文字まで',
  },
  'answer-no-repository': { en: 'Choose one of the repositories', ja: 'リポジトリを選んでください' },
  'answer-no-choice': { en: 'Choose one of the values', ja: '値を選んでください' },
  'answer-no-text': {
    en: 'Quotes, braces and backslashes are not allowed here',
    ja: '引用符、波かっこ、バックスラッシュは使えません',
  },
})
