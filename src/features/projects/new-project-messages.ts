import { defineMessages } from '#ui/i18n/messages.ts'

export const newProjectMessages = defineMessages({
  title: { en: 'New project', ja: '新しいプロジェクト' },
  note: {
    en: 'A project holds applications, environments, lines and the people who work on them.',
    ja: 'プロジェクトは、アプリ、環境、アセンブリラインと、それを扱うメンバーをまとめます。',
  },
  beginsEmpty: { en: 'It starts empty; you are its admin.', ja: '空の状態で始まり、あなたが管理者になります。' },
  displayName: { en: 'Name', ja: '名前' },
  displayNameExample: { en: 'Web shop', ja: 'ウェブショップ' },
  name: { en: 'Id', ja: 'ID' },
  nameHelp: {
    en: 'Lower-case letters, digits and hyphens. It is part of addresses and cannot change.',
    ja: '英小文字、数字、ハイフン。アドレスに使われ、後から変えられません。',
  },
  description: { en: 'Description', ja: '説明' },
  create: { en: 'Create project', ja: 'プロジェクトを作成' },
  created: { en: 'Project {name} is ready', ja: 'プロジェクト {name} を作成しました' },
  onlyAdmins: {
    en: 'Only admins of a project can create another one',
    ja: '新しいプロジェクトを作れるのは、プロジェクトの管理者だけです',
  },
  askAdmins: {
    en: 'Ask {names}. The person who creates a project is its admin and can add you to it.',
    ja: '{names}に依頼してください。プロジェクトを作った人が管理者になり、あなたをメンバーに追加できます。',
  },
  askSomebody: {
    en: 'Ask an admin of the project that you want to work on.',
    ja: '参加したいプロジェクトの管理者に依頼してください。',
  },
  nameNeeded: { en: 'Type a name and an id', ja: '名前と ID を入力してください' },
})
