import { defineMessages } from '#ui/i18n/messages.ts'

/** Words about what an answer at a gate leads to, and about the way back. */
export const effectsMessages = defineMessages({
  title: { en: 'What happens then', ja: 'その後どうなるか' },
  yes: { en: 'Approved', ja: '承認した場合' },
  no: { en: 'Rejected', ja: '却下した場合' },
  nobody: { en: 'Not answered', ja: '判断がない場合' },
  back: { en: 'The way back', ja: '元に戻すには' },
  begins: {
    en: { one: '{stages} begins at once.', other: '{stages} begin at once.' },
    ja: '{stages} がすぐに始まります。',
  },
  beginsLater: {
    en: {
      one: 'When {count} more person has approved: {stages}.',
      other: 'When {count} more people have approved: {stages}.',
    },
    ja: 'あと {count} 人が承認すると {stages} が始まります。',
  },
  beginsAt: {
    en: 'When {environment} takes releases again, {when}: {stages}.',
    ja: '{environment} がリリースの受け付けを再開する {when} に {stages} が始まります。',
  },
  beginsFrom: { en: 'From {when} on: {stages}.', ja: '{when} から {stages} が始まります。' },
  beginsOpen: {
    en: 'When {environment} takes releases again: {stages}.',
    ja: '{environment} がリリースの受け付けを再開すると {stages} が始まります。',
  },
  beginsWith: {
    en: { one: 'When {gates} is open as well: {stages}.', other: 'When {gates} are open as well: {stages}.' },
    ja: '{gates} も開くと {stages} が始まります。',
  },
  heldAsWell: {
    en: { one: '{gates} has to open as well.', other: '{gates} have to open as well.' },
    ja: '{gates} も開く必要があります。',
  },
  goesOn: { en: '{stage} goes on at once.', ja: '{stage} がすぐに続行します。' },
  goesOnLater: {
    en: {
      one: 'When {count} more person has approved, {stage} goes on.',
      other: 'When {count} more people have approved, {stage} goes on.',
    },
    ja: 'あと {count} 人が承認すると {stage} が続行します。',
  },
  taskFails: {
    en: 'The task {task} then fails. Unless its Pipeline continues without it, run {number} fails.',
    ja: 'タスク {task} は失敗となり、パイプラインがそれでも続くのでなければ、実行 {number} は失敗として終わります。',
  },
  nobodyFails: {
    en: 'The task is rejected automatically {when} and then fails.',
    ja: '{when} に自動で却下され、タスクは失敗となります。',
  },
  followedBy: { en: 'Then {stages}.', ja: '続いて {stages}。' },
  usually: { en: 'Usually takes {time}', ja: '通常の所要時間は {time}' },
  rejected: {
    en: 'None of it begins, {environment} stays as it is, and run {number} fails.',
    ja: '何も始まらず、{environment} は今のままで、実行 {number} は失敗として終わります。',
  },
  nobodyWaits: {
    en: 'Everything waits until somebody decides, however long.',
    ja: '誰かが判断するまで待ち続けます。',
  },
  nobodyRejects: {
    en: 'The gate is rejected automatically {when}: none of it begins, and run {number} fails.',
    ja: '{when} に自動で却下されます。何も始まらず、実行 {number} は失敗として終わります。',
  },
  nobodyPasses: {
    en: 'The gate passes automatically {when}.',
    ja: '{when} に自動で通過します。',
  },
  backHelp: {
    en: 'The history of a deployment can restore any version that ran there, in a run of its own.',
    ja: 'デプロイの履歴から、以前動いていたバージョンに戻せます（新しい実行として行われます）。',
  },
  backTo: { en: 'back to {version}', ja: '{version} に戻す' },
  backFirst: { en: 'nothing ran there before', ja: '以前のバージョンはありません' },
})
