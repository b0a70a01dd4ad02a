import { defineMessages } from '#ui/i18n/messages.ts'

export const artifactMessages = defineMessages({
  artifacts: { en: 'Artifacts', ja: '成果物' },
  file: { en: 'File', ja: 'ファイル' },
  size: { en: 'Size', ja: 'サイズ' },
  download: { en: 'Download {file}', ja: '{file} をダウンロード' },
  downloads: { en: 'Download', ja: 'ダウンロード' },
  downloadAll: { en: 'Download all', ja: 'すべてダウンロード' },
  none: {
    en: 'There is nothing at {paths}. The files of a stage are below its application and deployment, as in {example}.',
    ja: '{paths} には何もありません。ステージのファイルは、{example} のようにアプリとデプロイ先の下にあります。',
  },
  removed: {
    en: 'They were in the workspace of the run, which was removed on {time}.',
    ja: '成果物は実行のワークスペースにありましたが、{time} に削除されました。',
  },
  more: {
    en: 'There are more files than the {count} that are shown; the download of all has them too.',
    ja: '表示されている {count} 件のほかにもファイルがあります。「すべてダウンロード」には全部が入ります。',
  },
  help: {
    en: 'As the last step left them. Links, and files in which programs keep credentials (.env, .npmrc, keys), are left out; one that holds the value of a secret is refused.',
    ja: '最後のステップの終了時点の内容です。リンクと、認証情報を置くためのファイル（.env、.npmrc、鍵など）は除かれます。シークレットの値を含むファイルはダウンロードできません。',
  },
  failed: { en: 'It cannot be downloaded: {reason}', ja: 'ダウンロードできません: {reason}' },
})
