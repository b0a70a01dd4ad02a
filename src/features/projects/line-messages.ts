import { defineMessages } from '#ui/i18n/messages.ts'

/** Words about lines as a whole: creating, copying, renaming, deleting, files. */
export const lineMessages = defineMessages({
  openBoard: { en: 'Open the board', ja: 'ボードを開く' },
  lineNameNeeded: { en: 'Type a name', ja: '名前を入力してください' },
  revisionInput: { en: 'Branch, tag or commit', ja: 'ブランチ、タグ、またはコミット' },
  draft: { en: 'draft', ja: '下書き' },
  draftNote: { en: 'Not published; only you see it', ja: '未公開（自分だけに表示）' },
  deleted: { en: 'deleted', ja: '削除済み' },
  deletedNote: {
    en: 'Deleted since; only your draft of it is left',
    ja: 'その後削除されました。自分の下書きだけが残っています',
  },
  menuOf: { en: 'What can be done with {line}', ja: '{line} の操作' },
  duplicate: { en: 'Duplicate…', ja: '複製…' },
  rename: { en: 'Rename…', ja: '名前を変更…' },
  exportFile: { en: 'Save as a file', ja: 'ファイルに保存' },
  remove: { en: 'Delete', ja: '削除' },
  duplicateTitle: { en: 'Duplicate {line}', ja: '{line} を複製' },
  duplicateText: {
    en: 'The copy begins as a draft: change what must differ, then publish it.',
    ja: '複製は下書きとして始まります。必要な箇所を変えてから公開してください。',
  },
  renameTitle: { en: 'Rename {line}', ja: '{line} の名前を変更' },
  renameText: {
    en: 'Layout and triggers follow, links to the old name still work, and runs keep the name they were started with.',
    ja: 'レイアウトとトリガも引き継がれ、古い名前のリンクも有効です。過去の実行には当時の名前が残ります。',
  },
  renameDraftText: {
    en: 'Nobody else has seen it yet, so nothing links to the old name. Earlier edits can still be undone.',
    ja: 'まだ他の人には見えていないため、古い名前へのリンクは残りません。元に戻す履歴は引き継がれます。',
  },
  renameDo: { en: 'Rename', ja: '変更' },
  renameMessage: { en: 'Rename {from} to {to}', ja: '{from} を {to} に変更' },
  renamed: { en: '{from} is now {to}', ja: '{from} を {to} に変更しました' },
  removeMessage: { en: 'Delete the line {line}', ja: 'ライン {line} を削除' },
  restoreMessage: { en: 'Restore the line {line}', ja: 'ライン {line} を元に戻す' },
  removed: { en: 'Line {line} is deleted; its runs stay', ja: 'ライン {line} を削除しました（実行は残ります）' },
  draftRemoved: { en: 'The draft of {line} is deleted', ja: '{line} の下書きを削除しました' },
  import: { en: 'Import…', ja: 'インポート…' },
  importTitle: { en: 'Import a line', ja: 'ラインをインポート' },
  importText: {
    en: 'An AssemblyLine, or Tekton Pipelines that become stages one after another; values of PipelineRuns go to their stages, and a Task by itself becomes a Pipeline of one task. The line begins as a draft.',
    ja: 'AssemblyLine、または順番にステージになる Tekton パイプライン。PipelineRun の値はステージに渡り、単独の Task は 1 タスクのパイプラインになります。下書きとして始まります。',
  },
  importYaml: { en: 'YAML', ja: 'YAML' },
  chooseFile: { en: 'Choose a file…', ja: 'ファイルを選択…' },
  importsLine: { en: 'An AssemblyLine of {count} stages', ja: 'ステージ {count} 個の AssemblyLine' },
  importsPipelines: {
    en: { one: '{count} Tekton Pipeline', other: '{count} Tekton Pipelines' },
    ja: 'Tekton パイプライン {count} 個',
  },
  importMissing: {
    en: 'Not all of them are complete: {reason}. Paste what they refer to as well, or complete them on the board.',
    ja: '完全でないものがあります: {reason}。参照先も一緒に貼り付けるか、ボードで補ってください。',
  },
  importLeavesOut: {
    en: { one: '(left out: {count} other document)', other: '(left out: {count} other documents)' },
    ja: '（その他のドキュメント {count} 件は取り込みません）',
  },
  importNotTaken: {
    en: '(left out of the PipelineRun, because a stage has no place for it: {names})',
    ja: '（ステージでは指定できないため、PipelineRun から引き継がないもの: {names}）',
  },
  importNames: { en: ', ', ja: '、' },
  importWhich: { en: 'Which of the lines', ja: '取り込むライン' },
  importAt: { en: 'Line {line}, column {column}', ja: '{line} 行 {column} 列' },
  importBetween: { en: '. ', ja: '。' },
  importLarge: {
    en: '{count} characters, too many to be shown here',
    ja: '{count} 文字（多すぎるためここには表示しません）',
  },
  importOther: { en: 'Take another', ja: '別のテキストにする' },
  importReading: { en: 'Reading…', ja: '読み取り中…' },
  importNotText: {
    en: 'The file is not text in UTF-8, as line {line} shows. Save it as UTF-8 and choose it again',
    ja: 'UTF-8 のテキストではありません（{line} 行目）。UTF-8 で保存し直してから選択してください',
  },
  importNothing: { en: 'Paste YAML or choose a file', ja: 'YAML を貼り付けるかファイルを選択してください' },
})
