import { defineMessages } from '#ui/i18n/messages.ts'

/** What people call each kind of document. */
export const documentMessages = defineMessages({
  line: { en: 'Line {name}', ja: 'ライン {name}' },
  layout: { en: 'Layout of line {name}', ja: 'ライン {name} の配置' },
  'qvs-config': { en: 'QVS Config of {name}', ja: '{name} のアプリ構成' },
  parameters: { en: 'Values of {name}', ja: '{name} の値' },
  projectValues: { en: 'Values of the project', ja: 'プロジェクト全体の値' },
  applicationValues: { en: 'Values of application {name}', ja: 'アプリ {name} の値' },
  environmentValues: { en: 'Values of environment {name}', ja: '環境 {name} の値' },
  pipeline: { en: 'Pipeline {name}', ja: 'パイプライン {name}' },
  module: { en: 'Module {name}', ja: 'モジュール {name}' },
  repository: { en: 'Repository {name}', ja: 'リポジトリ {name}' },
  application: { en: 'Application {name}', ja: 'アプリ {name}' },
  environment: { en: 'Environment {name}', ja: '環境 {name}' },
  deployment: { en: 'Deployment {name}', ja: 'デプロイ先 {name}' },
  rules: { en: 'Rules of environment {name}', ja: '環境 {name} のルール' },
})
