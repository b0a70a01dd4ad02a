import { defineMessages } from '#ui/i18n/messages.ts'

/** Words about others who have the line open, and about what they have published. */
export const presenceMessages = defineMessages({
  others: { en: 'Also here', ja: '同じラインを開いている人' },
  reads: { en: '{name} has this line open', ja: '{name} さんがこのラインを開いています' },
  edits: { en: '{name} is editing a draft of this line', ja: '{name} さんがこのラインの下書きを編集中です' },
  edited: { en: '{name} has a draft of this line, changed {ago}', ja: '{name} さんに下書きがあります（{ago}に変更）' },
  more: { en: '{count} more', ja: 'ほか {count} 人' },
  newer: { en: '{name} has published version {version}.', ja: '{name} さんがバージョン {version} を公開しました。' },
  newerMine: {
    en: '{name} has published version {version}. Your draft stays; publishing it will show both, stage by stage.',
    ja: '{name} さんがバージョン {version} を公開しました。下書きは残ります。公開時にステージごとに両方を比べられます。',
  },
  newerShow: { en: 'Show it', ja: '表示' },
  newerReview: { en: 'Compare and publish', ja: '比較して公開' },
})
