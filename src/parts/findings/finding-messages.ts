import type { FindingCode } from '#domain/finding-codes.ts'
import type { YamlReason } from '#domain/line/yaml-text.ts'
import { defineMessages, type Message } from '#ui/i18n/messages.ts'

/** The sentence of each finding; a code without one in either language does not compile. */
export const findingMessages = defineMessages({
  'yaml-syntax': { en: 'This is not YAML: {message}', ja: 'YAML として読めません: {message}' },
  'yaml-1-1': {
    en: 'Some tools read {text} as something other than a text',
    ja: '{text} を文字列と解釈しないツールがあります',
  },
  'not-a-line': { en: 'The text is not an AssemblyLine', ja: 'アセンブリラインではありません' },
  'not-text': { en: '{value} is not a text', ja: '{value} は文字列ではありません' },
  'field-missing': { en: '{field} is missing', ja: '{field} がありません' },
  'field-value': { en: '{field} must be {wanted}', ja: '{field} は {wanted} にしてください' },
  'field-type': { en: '{field} must be of type {wanted}', ja: '{field} の型は {wanted} にしてください' },
  'field-least': { en: '{field} must be at least {least}', ja: '{field} は {least} 以上にしてください' },
  'field-name': { en: '{field} is no name', ja: '{field} は名前として使えません' },
  'no-stages': { en: 'The line has no stage', ja: 'ラインにステージがありません' },
  'duplicate-name': { en: '{name} stands twice', ja: '{name} が重複しています' },
  'unknown-pipeline': { en: 'There is no pipeline {pipeline}', ja: 'パイプライン {pipeline} はありません' },
  'unknown-deployment': { en: 'There is no deployment {deployment}', ja: 'デプロイ先 {deployment} はありません' },
  'undeclared-param': {
    en: 'The pipeline {pipeline} has no parameter {name}',
    ja: 'パイプライン {pipeline} にパラメータ {name} はありません',
  },
  'missing-parameter': { en: '{name} has no value', ja: '{name} の値が未入力です' },
  'missing-value': {
    en: 'The deployment {deployment} has no value {name}',
    ja: 'デプロイ先 {deployment} に {name} の値がありません',
  },
  'wrong-value': { en: '{name} cannot be {value}', ja: '{name} に「{value}」は使えません' },
  'unknown-stage': { en: 'There is no stage {name}', ja: 'ステージ {name} はありません' },
  'unknown-input': { en: 'The line has no input {name}', ja: 'ラインに入力 {name} はありません' },
  'unknown-result': {
    en: 'The stage {stage} has no result {result}',
    ja: 'ステージ {stage} に結果 {result} はありません',
  },
  'unknown-gate': { en: 'There is no gate {name}', ja: '承認ゲート {name} はありません' },
  'unknown-answer': {
    en: 'The line has no gate {gate} that asks {field}',
    ja: '{field} をたずねる承認ゲート {gate} はありません',
  },
  'unknown-expression': { en: '{text} is not a known expression', ja: '{text} は使用できない式です' },
  'reads-disabled': {
    en: '{stage} is disabled, so {stage}.{result} has no value',
    ja: '{stage} が無効のため {stage}.{result} の値がありません',
  },
  'all-disabled': { en: 'Every stage is disabled', ja: 'すべてのステージが無効です' },
  cycle: { en: 'Stages wait for each other: {path}', ja: 'ステージが循環しています: {path}' },
  'implicit-order': {
    en: '{to} reads {from}.{result} and therefore runs after it',
    ja: '{to} は {from}.{result} を読むため、その後に実行されます',
  },
  'gate-unused': { en: 'No stage waits for the gate {name}', ja: '承認ゲート {name} を待つステージがありません' },
  'gate-name': {
    en: 'The name of the gate {name} may not hold “{mark}”: such names are kept for environments and approval tasks',
    ja: '承認ゲート名 {name} に「{mark}」は使えません。環境の承認ゲートや承認タスク用に予約されています',
  },
  'gate-impossible': {
    en: 'The gate {name} wants {required} approvals of {people} people',
    ja: '承認ゲート {name} は {people} 人に {required} 件の承認を求めています',
  },
  'gate-role': {
    en: 'The gate {name} asks people of the role {role}, who may not decide at gates',
    ja: '承認ゲート {name} は役割 {role} に承認を求めていますが、この役割は承認できません',
  },
  'question-twice': {
    en: 'The gate {gate} asks {name} twice',
    ja: '承認ゲート {gate} の質問 {name} が重複しています',
  },
  'question-options': {
    en: 'The question {name} of the gate {gate} offers nothing to choose from',
    ja: '承認ゲート {gate} の質問 {name} に選択肢がありません',
  },
  'question-default': {
    en: 'The default of the question {name} of the gate {gate} is not an answer to it: {value}',
    ja: '承認ゲート {gate} の質問 {name} の既定値が答えとして使えません: {value}',
  },
  'answer-too-early': {
    en: 'The answer {field} of the gate {gate} is not known when {stage} is prepared for approval',
    ja: '{stage} の準備時点では、承認ゲート {gate} の回答 {field} はまだ決まっていません',
  },
  'answer-by-nobody': {
    en: '{stage} fails if nobody decides in time: the gate {gate} passes then, and nobody has answered {field}',
    ja: '期限までに判断がないと {stage} は失敗します。承認ゲート {gate} は自動で通過し、{field} に回答がないためです',
  },
  'name-taken': { en: 'There is a {name} already', ja: '{name} はすでにあります' },
  'only-as-text': {
    en: '{path} is written in a form that can only be edited as text',
    ja: '{path} はテキストとしてのみ編集できる書き方です',
  },
  'pipeline-used': {
    en: 'Lines use the Pipeline {name}: {lines}',
    ja: 'パイプライン {name} はラインで使用中です: {lines}',
  },
  'unknown-reference': {
    en: '{from} refers to {to}, which is not there',
    ja: '{from} が参照する {to} はありません',
  },
  'still-used': { en: '{to} is still used by {from}', ja: '{to} は {from} で使用中です' },
  'parameter-value': { en: '{path} cannot hold this', ja: '{path} にこの値は書けません' },
  'parameter-key': {
    en: '{path} is none of config, secrets and credentials',
    ja: '{path} は config、secrets、credentials のいずれでもありません',
  },
  'secret-reference': {
    en: '{path} is no reference to a secret',
    ja: '{path} はシークレットの参照になっていません',
  },
  'reserved-name': {
    en: 'No application can be called {name}: a layer of parameters has this name',
    ja: '{name} はパラメータの層の名前のため、アプリ名には使えません',
  },
  'credential-in-url': {
    en: 'The URL holds a credential, which everybody of the project could read',
    ja: 'URL に認証情報が含まれており、プロジェクトの全員に見えてしまいます',
  },
  'import-nothing': {
    en: 'The text holds neither an AssemblyLine nor Tekton Pipelines',
    ja: 'アセンブリラインも Tekton Pipeline も含まれていません',
  },
  'import-other': {
    en: 'What it holds ({kinds}) is neither an AssemblyLine nor a Tekton Pipeline',
    ja: '内容（{kinds}）はアセンブリラインでも Tekton Pipeline でもありません',
  },
  'qvs-yaml': { en: 'This is not YAML: {message}', ja: 'YAML として読めません: {message}' },
  'qvs-not-text': { en: '{path} must be a text', ja: '{path} は文字列にしてください' },
  'qvs-not-a-list': { en: '{path} must be a list', ja: '{path} はリストにしてください' },
  'qvs-not-a-map': { en: '{path} must hold keys and values', ja: '{path} はキーと値の組にしてください' },
  'qvs-missing-key': { en: '{path} needs {name}', ja: '{path} に {name} が必要です' },
  'qvs-unknown-key': {
    en: '{path} is not a key of a QVS Config and is ignored',
    ja: '{path} はアプリ構成のキーではないため無視されます',
  },
  'qvs-param-type': {
    en: '{path}: the type of “{name}” must be one of {types}',
    ja: '{path}:「{name}」の型は {types} のいずれかです',
  },
  'qvs-param-twice': {
    en: 'The parameter “{name}” is declared twice',
    ja: 'パラメータ「{name}」が 2 回宣言されています',
  },
  'qvs-undeclared': {
    en: '{path} refers to the parameter “{name}”, which params does not declare',
    ja: '{path} が参照するパラメータ「{name}」は params に宣言されていません',
  },
  'qvs-module-source': {
    en: '{path} needs exactly one of revision, local and remote',
    ja: '{path} には revision、local、remote のいずれか一つだけを書いてください',
  },
  'qvs-unknown-adapter': { en: 'There is no adapter {pattern}', ja: 'アダプタ {pattern} はありません' },
  'qvs-module-not-named': {
    en: 'modules does not name {module}, which has the adapter {pattern}',
    ja: 'アダプタ {pattern} を含む {module} が modules にありません',
  },
  'qvs-unknown-field': { en: '{adapter} has no parameter {name}', ja: '{adapter} にパラメータ {name} はありません' },
  'qvs-missing-field': { en: '{adapter} needs the parameter {name}', ja: '{adapter} にはパラメータ {name} が必要です' },
  'qvs-param-types': {
    en: 'The parameter “{name}” is declared with different types: {types}',
    ja: 'パラメータ「{name}」が異なる型で宣言されています: {types}',
  },
  'qvs-param-extension': {
    en: '{path}: type {type} is an extension that other tools do not know',
    ja: '{path}: 型 {type} は独自拡張で、ほかのツールでは使えません',
  },
  'qvs-empty': { en: 'The QVS Config is empty', ja: 'アプリ構成が空です' },
  'qvs-no-config': {
    en: 'A QVS Config holds the keys params, modules and designPatterns',
    ja: 'アプリ構成には params、modules、designPatterns のキーを書きます',
  },
  'qvs-no-patterns': {
    en: 'The QVS Config needs the key designPatterns',
    ja: 'アプリ構成に designPatterns のキーが必要です',
  },
  'qvs-unfit-choice': {
    en: '{name} is {value}; it must be one of {wanted}',
    ja: '{name} の値 {value} は使えません。{wanted} のいずれかを書いてください',
  },
  'qvs-unfit-kind': {
    en: '{name} is {value}; it must be of type {wanted}',
    ja: '{name} の値 {value} は型 {wanted} に合いません',
  },
  'qvs-unfit-least': {
    en: '{name} is {value}; it must be at least {wanted}',
    ja: '{name} の値 {value} は {wanted} 以上にしてください',
  },
  'qvs-unfit-above': {
    en: '{name} is {value}; it must be more than {wanted}',
    ja: '{name} の値 {value} は {wanted} より大きくしてください',
  },
  'qvs-unfit-below': {
    en: '{name} is {value}; it must be less than {wanted}',
    ja: '{name} の値 {value} は {wanted} 未満にしてください',
  },
  'qvs-unfit-most': {
    en: '{name} is {value}; it must be at most {wanted}',
    ja: '{name} の値 {value} は {wanted} 以下にしてください',
  },
} satisfies Readonly<Record<FindingCode, Message>>)

/** What to do about them; a similar name takes precedence. */
export const fixMessages = defineMessages({
  'use-near': { en: 'Use {near}', ja: '{near} を使ってください' },
  'yaml-1-1': { en: 'Put it in quotes: "{text}"', ja: '引用符で囲んでください: "{text}"' },
  'not-a-line': {
    en: 'Begin with apiVersion: vs.axis-dev.io/v1',
    ja: 'apiVersion: vs.axis-dev.io/v1 で始めてください',
  },
  'not-text': { en: 'Put it in quotes: "{value}"', ja: '引用符で囲んでください: "{value}"' },
  'field-missing': { en: 'Add it', ja: '追加してください' },
  'field-name': {
    en: 'Begin with a letter; digits, hyphens and underscores may follow',
    ja: '英字で始め、英数字、ハイフン、下線だけを使ってください',
  },
  'no-stages': { en: 'Add a stage', ja: 'ステージを追加してください' },
  'duplicate-name': { en: 'Give one of them another name', ja: '一方の名前を変えてください' },
  'unknown-pipeline': { en: 'Choose a pipeline of the project', ja: 'プロジェクトのパイプラインを選んでください' },
  'unknown-deployment': { en: 'Choose a deployment of the project', ja: 'プロジェクトのデプロイ先を選んでください' },
  'undeclared-param': { en: 'Remove it; it is not passed on', ja: '削除してください（渡されません）' },
  'missing-parameter': {
    en: 'Set it for the deployment {deployment}, or bind it in the line',
    ja: 'デプロイ先 {deployment} で設定するか、ラインで割り当ててください',
  },
  'missing-value': { en: 'Set {name} for the deployment', ja: 'デプロイ先で {name} を設定してください' },
  'wrong-value': { en: 'Its adapter takes {wanted}', ja: 'アダプタが受け付ける値: {wanted}' },
  'unknown-stage': { en: 'Name a stage of the line', ja: 'ラインのステージを指定してください' },
  'unknown-input': { en: 'Declare {name} as an input of the line', ja: '{name} をラインの入力として追加してください' },
  'unknown-result': { en: 'Choose one of its results', ja: 'そのステージの結果から選んでください' },
  'unknown-gate': { en: 'Define it in spec.gates', ja: 'spec.gates で定義してください' },
  'unknown-answer': {
    en: 'Add the field to the form of the gate',
    ja: '承認ゲートのフォームに項目を追加してください',
  },
  'unknown-expression': {
    en: 'Write $(inputs.x), $(params.x) or $(stages.s.results.r)',
    ja: '$(inputs.x)、$(params.x)、$(stages.s.results.r) のいずれかを書いてください',
  },
  'reads-disabled': {
    en: 'Enable {stage} or bind another value',
    ja: '{stage} を有効にするか、別の値を割り当ててください',
  },
  'all-disabled': { en: 'Enable one of them', ja: 'いずれかを有効にしてください' },
  cycle: { en: 'Remove one of the links', ja: 'リンクを一つ削除してください' },
  'implicit-order': { en: 'Add {from} to runAfter', ja: 'runAfter に {from} を追加してください' },
  'gate-unused': { en: 'Let a stage wait for it', ja: 'いずれかのステージで待つようにしてください' },
  'gate-name': { en: 'Write another name', ja: '別の名前にしてください' },
  'gate-impossible': {
    en: 'Name more people or want fewer approvals',
    ja: '人を増やすか、必要な承認数を減らしてください',
  },
  'gate-role': {
    en: 'Name one of {roles}, or give these people such a role',
    ja: '{roles} のいずれかを指定するか、その人たちの役割を変えてください',
  },
  'question-twice': { en: 'Give one of them another name', ja: '一方の名前を変えてください' },
  'question-options': { en: 'Add the options of the choice', ja: '選択肢を追加してください' },
  'question-default': {
    en: 'Write a default that an approver could answer, or none',
    ja: '答えとして使える既定値にするか、空にしてください',
  },
  'answer-too-early': {
    en: 'Read it in a stage that runs after those that the gate holds',
    ja: '承認ゲートが止めるステージより後のステージで読んでください',
  },
  'answer-by-nobody': {
    en: 'Give the question a default, or let the gate reject when its time is over',
    ja: '質問に既定値を付けるか、期限切れで却下するように設定してください',
  },
  'name-taken': { en: 'Choose another name', ja: '別の名前にしてください' },
  'only-as-text': {
    en: 'Edit it in the YAML: an alias, an anchor or a merge key may share it with other parts',
    ja: 'YAML で編集してください。エイリアス、アンカー、マージキーでほかと共有されている可能性があります',
  },
  'field-value': { en: 'Write {wanted}', ja: '{wanted} と書いてください' },
  'pipeline-used': {
    en: 'Remove its stages, or give them another Pipeline',
    ja: 'そのステージを削除するか、別のパイプラインを指定してください',
  },
  'unknown-reference': { en: 'Create {to}, or choose another one', ja: '{to} を作成するか、別のものを選んでください' },
  'still-used': { en: 'Change or delete {from} first', ja: '先に {from} を変更または削除してください' },
  'parameter-value': {
    en: 'Write names with texts below config and credentials; a list is one text with commas',
    ja: 'config と credentials の下に、名前とテキストを書いてください。リストはカンマ区切りのテキストです',
  },
  'secret-reference': {
    en: 'Write name and key; the value itself is kept with the secrets of the environment',
    ja: 'name と key を書いてください。値そのものは環境のシークレットとして保管されます',
  },
  'reserved-name': { en: 'Choose another name', ja: '別の名前にしてください' },
  'credential-in-url': {
    en: 'Leave out what comes before @, and keep the token as a secret of the deployment',
    ja: '@ より前を取り除き、トークンはデプロイ先のシークレットとして保存してください',
  },
  'import-nothing': {
    en: 'Paste YAML with kind: AssemblyLine, or one or more documents with kind: Pipeline, PipelineRun or Task',
    ja: 'kind: AssemblyLine、または kind: Pipeline、PipelineRun、Task の文書を貼り付けてください',
  },
  'import-other': {
    en: 'Paste YAML with kind: AssemblyLine, Pipeline, PipelineRun or Task, or begin with the repository that this belongs to',
    ja: 'kind: AssemblyLine、Pipeline、PipelineRun、Task の YAML を貼り付けるか、この内容のあるリポジトリから始めてください',
  },
} satisfies Readonly<Partial<Record<FindingCode | 'use-near', Message>>>)

/** Why a text is not valid YAML, by the parser's codes. */
export const yamlMessages = defineMessages({
  ALIAS: { en: 'An alias cannot be followed: {message}', ja: 'エイリアスをたどれません（{message}）' },
  ALIAS_PROPS: { en: 'An alias takes no anchor and no tag', ja: 'エイリアスにアンカーやタグは付けられません' },
  BAD_ALIAS: {
    en: 'There is no anchor before this alias, or the alias stands within what it repeats',
    ja: 'このエイリアスより前に対応するアンカーがないか、アンカーの値の中でそれ自身を参照しています',
  },
  BAD_DIRECTIVE: { en: 'This % directive is not known', ja: '未知の % ディレクティブです' },
  BAD_DQ_ESCAPE: { en: 'This escape is not known in double quotes', ja: '二重引用符内のエスケープが正しくありません' },
  BAD_INDENT: { en: 'The indentation does not match the lines above', ja: '字下げが上の行と合いません' },
  BAD_PROP_ORDER: { en: 'Anchor and tag are in the wrong place', ja: 'アンカーやタグの位置が正しくありません' },
  BAD_SCALAR_START: {
    en: 'A plain text cannot begin like this: put it in quotes',
    ja: 'この文字で始まる文字列は引用符で囲んでください',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    en: 'A key and its value stand on one line with another key: begin a new line',
    ja: '一行に複数のキーがあります。改行してください',
  },
  BLOCK_IN_FLOW: {
    en: 'Between brackets everything has to be in flow style',
    ja: '括弧の中ではフロー形式で書いてください',
  },
  DUPLICATE_KEY: {
    en: 'The key {key} is there twice: also on line {first}',
    ja: 'キー {key} が二つあります（{first} 行目にもあります）',
  },
  IMPOSSIBLE: { en: 'The text cannot be read here', ja: 'ここを読み取れません' },
  KEY_OVER_1024_CHARS: { en: 'The key is longer than 1,024 characters', ja: 'キーが 1,024 文字を超えています' },
  MISSING_CHAR: { en: 'A character is missing: {message}', ja: '必要な文字がありません（{message}）' },
  MULTILINE_IMPLICIT_KEY: {
    en: 'A key has to stand on one line: a colon may be missing above',
    ja: 'キーは一行で書いてください。上の行のコロンが抜けている可能性があります',
  },
  MULTIPLE_ANCHORS: { en: 'One value has two anchors', ja: '一つの値にアンカーが二つあります' },
  MULTIPLE_DOCS: { en: 'There is more than one document', ja: '文書が二つ以上あります' },
  MULTIPLE_TAGS: { en: 'One value has two tags', ja: '一つの値にタグが二つあります' },
  NON_STRING_KEY: { en: 'A key has to be a text', ja: 'キーは文字列にしてください' },
  NOT_CLOSED: { en: 'What {mark} opens here is never closed', ja: 'ここで開いた {mark} が閉じられていません' },
  RESOURCE_EXHAUSTION: {
    en: 'The text has too much in it to be read, or is nested too deeply',
    ja: '内容が多すぎるか入れ子が深すぎるため、読み取れません',
  },
  TAB_AS_INDENT: { en: 'Tabs cannot indent YAML', ja: 'YAML の字下げにタブは使えません' },
  TAG_RESOLVE_FAILED: { en: 'The tag cannot be read: {message}', ja: 'タグを解釈できません（{message}）' },
  UNEXPECTED_TOKEN: { en: 'This does not belong here: {message}', ja: 'ここに置けない記号や値があります（{message}）' },
  BAD_COLLECTION_TYPE: { en: 'The tag does not fit the value', ja: 'タグと値の種類が合いません' },
} satisfies Readonly<Record<YamlReason, Message>>)

/** Fixes for invalid YAML, where they are certain. */
export const yamlFixMessages = defineMessages({
  TAB_AS_INDENT: { en: 'Indent with spaces instead of tabs', ja: 'タブの代わりに空白を使ってください' },
  DUPLICATE_KEY: { en: 'Keep one of the two keys', ja: 'どちらか一方を残してください' },
  NON_STRING_KEY: {
    en: 'Put a text with braces in quotes; render a template, such as a Helm chart, first',
    ja: '波括弧を含む文字列は引用符で囲んでください。Helm などのテンプレートは、先に展開してください',
  },
  MULTIPLE_DOCS: {
    en: 'Keep one document: remove what comes after the line ---',
    ja: '一つの文書だけを残し、--- より後を削除してください',
  },
} satisfies Readonly<Partial<Record<YamlReason, Message>>>)
