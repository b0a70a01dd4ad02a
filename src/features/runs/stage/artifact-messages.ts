import { defineMessages } from '#ui/i18n/messages.ts'

export const artifactMessages = defineMessages({
  artifacts: { en: 'Artifacts', ja: '成果物' },
  file: { en: 'File', ja: 'ファイル' },
  size: { en: 'Size', ja: 'サイズ' },
  download: { en: 'Download {file}', ja: '{file} をダウンロード' },
  downloadAll: { en: 'Download all', ja: 'すべてダウンロード' },
  none: {
    en: 'Nothing stands at the paths that the line names yet.',
    ja: 'ラインで指定したパスには、まだ何もありません。',
  },
  more: { en: 'There are more files than these {count}.', ja: 'この {count} 件のほかにもファイルがあります。' },
  help: {
    en: 'As the last step left them; files that hold credentials are left out.',
    ja: '最後のステップの終了時点の内容です。認証情報を含むファイルは除かれます。',
  },
  failed: { en: 'It cannot be downloaded: {reason}', ja: 'ダウンロードできません: {reason}' },
})
