import { defineMessages } from '#ui/i18n/messages.ts'

/** Words of the Pipelines that a project keeps because they were pasted. */
export const pipelineMessages = defineMessages({
  pasted: { en: 'Pasted Pipelines', ja: '貼り付けたパイプライン' },
  none: { en: 'No pasted Pipelines', ja: '貼り付けたパイプラインはありません' },
  noneText: {
    en: 'Paste the YAML of a Tekton Pipeline, with its Tasks, onto the board: it is kept here and can be edited.',
    ja: 'Tekton Pipeline の YAML を Task と一緒にボードへ貼り付けると、ここに保存され、編集できます。',
  },
  help: {
    en: 'Published together with the line, for every line that uses it',
    ja: 'ラインと一緒に公開され、使用するすべてのラインに反映されます',
  },
  textOf: { en: 'Text of the Pipeline {name}', ja: 'パイプライン {name} のテキスト' },
  edit: { en: 'Edit {name}', ja: '{name} を編集' },
  remove: { en: 'Remove {name}', ja: '{name} を削除' },
  stepEdit: { en: 'Edit the Pipeline {name}', ja: 'パイプライン {name} を編集' },
  stepRemove: { en: 'Remove the Pipeline {name}', ja: 'パイプライン {name} を削除' },
})
