import { defineMessages } from '#ui/i18n/messages.ts'

export const adapterFormMessages = defineMessages({
  parameters: { en: 'Parameters', ja: 'パラメータ' },
  parametersNote: { en: 'what the manifests are made from', ja: 'マニフェストの元になる値' },
  options: { en: 'Options', ja: 'オプション' },
  optionsNote: { en: 'how the pipelines are built', ja: 'パイプラインの組み立て方' },
  toFill: { en: 'To fill ({count})', ja: '入力が必要（{count}）' },
  filled: { en: 'Everything is filled', ja: 'すべて入力済み' },
  default: { en: 'default', ja: '既定値' },
  asYaml: { en: 'As YAML', ja: 'YAML で編集' },
  asForm: { en: 'As form', ja: 'フォームで編集' },
  yamlOf: { en: '{section} of {adapter} as YAML', ja: '{adapter} の{section}（YAML）' },
  bindNamed: { en: 'Take {name} from a parameter', ja: '{name} をパラメータから受け取る' },
  fromParameter: { en: 'from the parameter {name}', ja: 'パラメータ {name} から' },
  noYaml: { en: 'This is not YAML', ja: 'YAML として読めません' },
  emptyText: { en: 'empty', ja: '空' },
  secretFrom: {
    en: 'Take it from a parameter of type secret: values of secrets are kept in no file',
    ja: 'secret 型のパラメータから受け取ってください。シークレットの値はファイルには書けません',
  },
})
