import { defineMessages } from '#ui/i18n/messages.ts'

export const artifactMessages = defineMessages({
  artifacts: { en: 'Artifacts', ja: '成果物' },
  file: { en: 'File', ja: 'ファイル' },
  size: { en: 'Size', ja: 'サイズ' },
  download: { en: 'Download {file}', ja: '{file} をダウンロード' },
  downloads: { en: 'Download', ja: 'ダウンロード' },
  downloadAll: { en: 'Download all', ja: 'すべてダウンロード' },
  none: {
    en: 'Nothing stands at {paths}. The files of a stage are below its application and deployment, as in {example}.',
    ja: '{paths} には何もありません。ステージのファイルは、{example} のようにアプリとデプロイ先の下にあります。',
  },
  more: { en: 'There are more files than these {count}.', ja: 'この {count} 件のほかにもファイルがあります。' },
  help: {
    en: 'As the last step left them; files that hold credentials are left out.',
    ja: '最後のステップの終了時点の内容です。認証情報を含むファイルは除かれます。',
  },
  failed: { en: 'It cannot be downloaded: {reason}', ja: 'ダウンロードできません: {reason}' },
})
