import { sectionMessages } from '#features/settings/section-messages.ts'
import { defineMessages } from '#ui/i18n/messages.ts'
import { appMessages } from './messages.ts'

/** Texts of the shell and of the parts that it loads on demand: palette, shortcuts, pages for unknown addresses. */
export const lateMessages = defineMessages({
  ...appMessages,
  ...sectionMessages,
  secrets: { en: 'Secrets', ja: 'シークレット' },
  resources: { en: 'Resources', ja: 'リソース' },
  modules: { en: 'Modules', ja: 'モジュール' },
  shortcutsText: {
    en: 'The commands of this page. Single-letter shortcuts can be switched off in the settings.',
    ja: '今の画面で使えるコマンドです。一文字のショートカットは設定で無効にできます。',
  },
  searchCommands: { en: 'Search commands', ja: 'コマンドを検索' },
  changeKeys: { en: 'Change the keys of {command}', ja: '{command} のキーを変更' },
  resetKeys: { en: 'Reset the keys of {command}', ja: '{command} のキーを既定に戻す' },
  resetAllKeys: { en: 'Reset all keys', ja: 'すべてのキーを既定に戻す' },
  pressKeys: { en: 'Press the new keys, or Esc to keep these', ja: '新しいキーを押してください。Esc で変更しません' },
  pressNext: { en: '{keys}, and the next key or none', ja: '{keys}（続けてもう 1 つ押せます）' },
  noKeys: { en: 'No keys', ja: 'キーなし' },
  keysTaken: { en: '{keys} also means: {commands}', ja: '{keys} は次のコマンドにも割り当てられています: {commands}' },
  takeKeys: { en: 'Take it from there', ja: 'こちらに割り当てる' },
  leaveKeys: { en: 'Leave it there', ja: '変更しない' },
  keysOfBrowser: { en: 'Browsers reserve {keys} for themselves', ja: '{keys} はブラウザが使うため割り当てできません' },
  keysInFields: {
    en: 'While you type, {keys} is text and does nothing else',
    ja: '入力中は {keys} が文字として入力されます',
  },
  palette: { en: 'Commands', ja: 'コマンド' },
  noCommand: { en: 'No command has these words', ja: '一致するコマンドがありません' },
  noProject: { en: 'You are in no project yet', ja: 'まだどのプロジェクトにも参加していません' },
  noProjectText: { en: 'An admin of a project can add you to it.', ja: 'プロジェクトの管理者がメンバーを追加します。' },
  knownAs: {
    en: 'You have signed in as {id}, which has no email address that could have been invited.',
    ja: '{id} としてサインインしています。招待に使われるメールアドレスは通知されていません。',
  },
  knownWith: {
    en: 'You have signed in as {id}, {email}. Invitations count for addresses that the identity provider has verified.',
    ja: '{id}（{email}）としてサインインしています。招待は、ID プロバイダが確認済みのアドレスに対して有効です。',
  },
  notFound: { en: 'There is no such page', ja: 'ページが見つかりません' },
  notFoundText: {
    en: 'The address may be mistyped, or what it led to is gone.',
    ja: 'アドレスが間違っているか、対象がなくなっています。',
  },
  notMine: { en: 'There is no project {project} that you can open', ja: 'プロジェクト {project} は開けません' },
  notMineText: {
    en: 'Ask an admin of the project to add you; it then opens here. Or the address is mistyped.',
    ja: 'プロジェクトの管理者にメンバーへの追加を依頼してください。追加されると、ここに開きます。アドレスが間違っている可能性もあります。',
  },
  toStart: { en: 'Go to Home', ja: 'ホームへ' },
})
