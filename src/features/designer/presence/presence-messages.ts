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
  lineDeleted: {
    en: '{line} has been deleted. What you see was its last version; publishing a change brings the line back.',
    ja: '{line} は削除されました。表示中のものは最後のバージョンです。変更を公開するとラインが元に戻ります。',
  },
  lineWasDeleted: {
    en: 'The line was deleted. Its last version is {version}, which {author} published on {at}.',
    ja: 'ラインは削除されました。最後はバージョン {version} です（{at}、{author} さんが公開）。',
  },
  lineRestore: { en: 'Restore the line', ja: 'ラインを元に戻す' },
  lineRestoreMessage: { en: 'Restore the line {line}', ja: 'ライン {line} を元に戻す' },
  lineRenamed: {
    en: '{line} has been renamed to {now}. A change published here would be a line of its own.',
    ja: '{line} は {now} に改名されました。ここで変更を公開すると別のラインになります。',
  },
  lineOpen: { en: 'Open {now}', ja: '{now} を開く' },
  newerShow: { en: 'Show it', ja: '表示' },
  newerReview: { en: 'Compare and publish', ja: '比較して公開' },
})
