import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of the parts of Home that load after the board. */
export const laterMessages = defineMessages({
  valuesToFill: { en: { one: '{count} value to fill', other: '{count} values to fill' }, ja: '未入力の値 {count} 件' },
  needs: {
    en: '{application} needs {names} before it can be delivered there.',
    ja: '{application} をデリバリするには {names} が必要です。',
  },
  needsInDraft: {
    en: 'As you have drafted it, {application} needs {names}.',
    ja: '下書きでは、{application} に {names} が必要です。',
  },
  secret: { en: 'the secret {name}', ja: 'シークレット {name}' },
  moreValues: { en: '{count} more', ja: 'ほか {count} 件' },
  allPlaces: { en: 'All {count} places', ja: '全 {count} か所を表示' },
  fillIn: { en: 'Fill in', ja: '入力する' },
  lastDays: { en: 'Last {days} days', ja: '直近 {days} 日' },
  analysis: { en: 'Analysis', ja: '分析' },
  releases: { en: 'Releases', ja: 'リリース' },
  leadTime: { en: 'Lead time, median', ja: 'リードタイム（中央値）' },
  failedReleases: { en: 'Failed releases', ja: '失敗したリリース' },
  recovery: { en: 'Time to recover', ja: '復旧までの時間' },
  asBefore: { en: 'as before', ja: '変化なし' },
  more: { en: '{change} more', ja: '{change} 増' },
  less: { en: '{change} less', ja: '{change} 減' },
  points: { en: { one: '{count} point', other: '{count} points' }, ja: '{count} ポイント' },
  none: { en: 'none yet', ja: 'なし' },
})
