import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of who may open a gate, and for how long it waits. */
export const gateMessages = defineMessages({
  roles: { en: 'Approvals count from these roles', ja: '承認できる役割' },
  teams: { en: 'From members of teams', ja: '承認できるチーム' },
  people: { en: 'From people', ja: '承認できる人' },
  listHelp: { en: 'Separated by commas', ja: 'カンマで区切ってください' },
  committersMayApprove: { en: 'Commit authors may approve', ja: 'コミットの作成者の承認を許可' },
  timeout: { en: 'Waits at most', ja: '待機の上限' },
  timeoutHelp: {
    en: 'Such as 30m or 24h; leave empty to wait forever',
    ja: '例: 30m、24h。空の場合は無期限に待ちます',
  },
  onTimeout: { en: 'When the time is up', ja: '期限が来たとき' },
  onTimeoutReject: { en: 'Count as rejected', ja: '却下とみなす' },
  onTimeoutApprove: { en: 'Let the run go on', ja: '実行を続ける' },
  nobody: {
    en: 'Nobody may approve: choose a role, a team or a person',
    ja: '承認できる人がいません。役割、チーム、または人を選んでください',
  },
})
