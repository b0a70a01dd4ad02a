import { defineMessages } from '#ui/i18n/messages.ts'

export const storageMessages = defineMessages({
  title: { en: 'Workspaces, logs and images of runs', ja: '実行のワークスペース・ログ・イメージ' },
  note: {
    en: 'Files that steps share stay until a run is old, so that it can be retried and its artifacts downloaded; logs stay longer. Older ones are removed every few hours.',
    ja: 'ステップが共有するファイルは、再実行や成果物のダウンロードのために残ります。ログはさらに長く残ります。古いものは数時間ごとに削除されます。',
  },
  kept: {
    en: { one: '{count} run takes {size}.', other: '{count} runs take {size}.' },
    ja: '{count} 件の実行で {size} を使用しています。',
  },
  frees: {
    en: {
      one: 'These limits free {size} of {count} run.',
      other: 'These limits free {size} of {count} runs.',
    },
    ja: 'この設定で、{count} 件の実行の {size} が空きます。',
  },
  freesNothing: { en: 'These limits free nothing now.', ja: 'この設定で今すぐ空くものはありません。' },
  logs: { en: 'Logs take {size}.', ja: 'ログは {size} を使用しています。' },
  logsFree: {
    en: 'Logs take {size}, of which {free} go.',
    ja: 'ログは {size} を使用しており、そのうち {free} が空きます。',
  },
  doneDays: { en: 'Days after a run that succeeded', ja: '成功した実行の保存日数' },
  retryDays: { en: 'Days after a run that may still be retried', ja: '再実行できる実行の保存日数' },
  gibibytes: { en: 'Workspaces at most, in GiB', ja: 'ワークスペースの上限（GiB）' },
  sizeHelp: {
    en: 'Beyond that, the oldest successful runs go first; runs that may still be retried go by age only.',
    ja: '超えた分は、成功した実行の古いものから削除されます。再実行できるものは日数でのみ削除されます。',
  },
  logDays: { en: 'Days after a log was written', ja: 'ログの保存日数' },
  logHelp: {
    en: 'The steps, results and decisions of a run stay; only what its steps printed goes.',
    ja: '実行のステップ、結果、判断は残り、ステップの出力だけが削除されます。',
  },
  images: { en: 'Images of all projects take {size}.', ja: '全プロジェクトのイメージは {size} を使用しています。' },
  imagesFree: {
    en: 'Images of all projects take {size}, of which {free} go.',
    ja: '全プロジェクトのイメージは {size} を使用しており、そのうち {free} が空きます。',
  },
  imageDays: { en: 'Days after an image was built or rolled out', ja: 'イメージの保存日数' },
  imageHelp: {
    en: 'Versions whose image is gone cannot be rolled back to. What runs, and what a run needs that goes on or may be retried, stays. The longest time that a project gives holds for all.',
    ja: 'イメージが削除されたバージョンには戻せません。動作中のものと、進行中または再実行できる実行に必要なものは残ります。全プロジェクトのうち最も長い日数が使われます。',
  },
  imageGibibytes: { en: 'Images at most, in GiB', ja: 'イメージの上限（GiB）' },
  imageSizeHelp: {
    en: 'Beyond that those go first that were not used for longest. The most that a project gives holds for all.',
    ja: '超えた分は、長く使われていないものから削除されます。全プロジェクトのうち最も大きい値が使われます。',
  },
  noDays: { en: 'Give whole days, from {least} to 3650', ja: '{least} から 3650 までの整数で日数を入力してください' },
  noSize: { en: 'Give a number above 0', ja: '0 より大きい数を入力してください' },
  save: { en: 'Save', ja: '保存' },
  saved: { en: 'Limits are saved', ja: '設定を保存しました' },
  free: { en: 'Free now', ja: '今すぐ空ける' },
  freed: { en: '{size} are free again', ja: '{size} が空きました' },
  failed: { en: 'It did not work: {reason}', ja: 'できませんでした: {reason}' },
})
