import { defineMessages } from '#ui/i18n/messages.ts'

/** Findings from compiling a QVS Config, by code: its modules, its adapters, and conflicts between their workflows. */
export const compileFindingMessages = defineMessages({
  'module-without-adapter': {
    en: 'No module has the adapter {pattern}; there are {modules}',
    ja: 'アダプタ {pattern} を含むモジュールがありません（あるもの: {modules}）',
  },
  'module-not-found': {
    en: 'Module {module}: {reason}',
    ja: 'モジュール {module} が見つかりません: {reason}',
  },
  'module-unreachable': {
    en: 'Module {module}: {reason}',
    ja: 'モジュール {module} のリポジトリに接続できません: {reason}',
  },
  'module-credential-needed': {
    en: 'Module {module}: {reason}',
    ja: 'モジュール {module} を読むには認証情報が必要です: {reason}',
  },
  'module-unsupported': { en: 'Module {module}: {reason}', ja: 'モジュール {module} は使えません: {reason}' },
  'adapter-unknown-name': { en: '{adapters} has no {path}', ja: '{adapters} に {path} はありません' },
  'adapter-task-param-default': {
    en: 'The default {what} of the parameter {name} of the task {task} is no text, so it has none',
    ja: 'タスク {task} のパラメータ {name} の既定値 {what} は文字列ではないため、既定値なしとして扱われます',
  },
  'adapter-task-param-name': {
    en: '“{what}” in the parameter {name} of the task {task} means nothing; there are default, desc and prefix',
    ja: 'タスク {task} のパラメータ {name} にある「{what}」は無視されます（使えるもの: default、desc、prefix）',
  },
  'adapter-missing-parameter': { en: '{adapters} needs {path}', ja: '{adapters} には {path} が必要です' },
  'adapter-later-value': {
    en: 'The workflow of {adapters} depends on {name}, which only a deployment gives: workflows are compiled with its default, or without it',
    ja: '{adapters} のワークフローは {name} に左右されますが、値はデプロイ先が与えます。ワークフローは既定値で、または値なしでコンパイルされます',
  },
  'adapter-beside': {
    en: '{name} reads the parameters of DesignPattern from outside of it, where they have no values: move it into DesignPattern',
    ja: '{name} は DesignPattern の外からそのパラメータを読んでいますが、そこでは値がありません。DesignPattern の中に移してください',
  },
  'adapter-parameter': { en: '{path}: {reason}', ja: '{path} の値は使えません: {reason}' },
  'adapter-two-defaults': {
    en: '{adapter} has the default {one} for {name}, and {other}, which it composes, has {two}: neither counts, so a value has to be given',
    ja: '{name} の既定値が {adapter} では {one}、それが合成する {other} では {two} のため、どちらも使われません。値を指定してください',
  },
  'adapter-unfit-choice': {
    en: '{path} is {value}; it must be one of {wanted}',
    ja: '{path} の値 {value} は使えません。{wanted} のいずれかを書いてください',
  },
  'adapter-unfit-kind': {
    en: '{path} is {value}; it must be of type {wanted}',
    ja: '{path} の値 {value} は型 {wanted} に合いません',
  },
  'adapter-refused': { en: '{reason}', ja: 'アダプタがこの値を受け付けません: {reason}' },
  'adapter-conflict': {
    en: '{adapters} do not fit together at {path}: {reason}',
    ja: '{adapters} は {path} で両立しません: {reason}',
  },
  'adapter-same-object': {
    en: 'The resources {ids} of {adapters} are one object, {object}: the one that is applied last overwrites the other',
    ja: '{adapters} のリソース {ids} はクラスタ上では同じオブジェクト {object} です。後に適用されたほうで上書きされます',
  },
  'adapter-cue': { en: 'The adapter cannot be evaluated: {reason}', ja: 'アダプタを評価できません: {reason}' },
  'adapter-timed-out': {
    en: 'Reading the adapter took too long and was stopped',
    ja: 'アダプタの読み込みに時間がかかりすぎたため、中断しました',
  },
  'adapter-too-large': {
    en: 'Reading the adapter needed too much memory and was stopped',
    ja: 'アダプタの読み込みに必要なメモリが多すぎるため、中断しました',
  },
  'adapter-import-cycle': {
    en: 'The packages import each other in a circle: {chain}',
    ja: 'パッケージの import が循環しています: {chain}',
  },
  'adapter-missing-directory': {
    en: 'There is no package {package}: module {module} has no CUE files in the directory {directory}',
    ja: 'パッケージ {package} がありません: モジュール {module} のフォルダ {directory} に CUE のファイルがありません',
  },
  'adapter-in-no-module': {
    en: 'There is no package {package}: none of the modules has it ({modules})',
    ja: 'パッケージ {package} がありません: どのモジュールにも含まれていません（{modules}）',
  },
  'adapter-command-package': {
    en: '{package} is for commands of CUE: adapters are evaluated without files, network and programs',
    ja: '{package} は CUE のコマンド用のパッケージです。アダプタはファイル、ネットワーク、プログラムを使わずに評価されます',
  },
  'adapter-missing-package': {
    en: 'There is no package {package}: {why}',
    ja: 'パッケージ {package} がありません: {why}',
  },
  'task-collision': {
    en: 'Two different Tasks are called {name}; they differ at {at} and come from {adapters}',
    ja: '内容の異なる 2 つの Task が同じ名前 {name} になります（相違箇所 {at}、{adapters}）',
  },
  'task-invalid': {
    en: '{name} would be no Tekton Task: {field}: {reason}; it comes from {adapters}',
    ja: '{name} は Tekton の Task になりません: {field}: {reason}（{adapters}）',
  },
  'task-cycle': {
    en: 'The tasks {tasks} of the stage {stage} wait for each other',
    ja: 'ステージ {stage} のタスク {tasks} が互いに待ち合っています',
  },
  'unknown-task': {
    en: 'In the stage {stage}, {where} refers to the task {task}, which no adapter brings',
    ja: 'ステージ {stage} の {where} が参照するタスク {task} をもたらすアダプタがありません',
  },
  'unknown-const-param': {
    en: 'The task {task} is given the constant {name}, which is none of its parameters',
    ja: 'タスク {task} に定数 {name} が渡されていますが、そのようなパラメータはありません',
  },
  'task-when-operator': {
    en: 'A condition of the task {task} has the operator {operator}; there are in and notin',
    ja: 'タスク {task} の条件の演算子 {operator} は使えません（使えるもの: in、notin）',
  },
  'task-constant': {
    en: 'The task {task} is given {value} as the constant {name}, which has to be the same in every run',
    ja: 'タスク {task} の定数 {name} に {value} が渡されています。定数は実行ごとに変えられません',
  },
  'task-undeclared': {
    en: 'The task {task} refers to $({text}), which it does not declare: no cluster takes that',
    ja: 'タスク {task} が参照する $({text}) はタスクで宣言されていないため、クラスタに登録できません',
  },
  'task-unknown-value': {
    en: 'A condition or constant of the task {task} refers to $({text}), which the Pipeline of the stage {stage} does not have: no cluster takes that',
    ja: 'タスク {task} の条件または定数が参照する $({text}) は、ステージ {stage} の Pipeline にないため、クラスタに登録できません',
  },
  'task-approval-name': {
    en: 'The stage {stage} has a task {name}, as the approval after the task {task} is called',
    ja: 'ステージ {stage} のタスク {name} は、タスク {task} の後の承認と同じ名前です',
  },
  'task-name': {
    en: 'No cluster takes the name {name} of {adapters}: there may be small letters, digits and hyphens',
    ja: '{adapters} の名前 {name} はクラスタで使えません（使えるもの: 英小文字、数字、ハイフン）',
  },
  'adapter-not-a-reference': {
    en: '{path} is neither a text nor a result or parameter of a task of its stage',
    ja: '{path} は、文字列でも、同じステージのタスクの結果やパラメータでもありません',
  },
  'secret-version': {
    en: '{adapter} needs the version of the secret {name}, which has none',
    ja: '{adapter} にはシークレット {name} のバージョンが必要ですが、指定されていません',
  },
  'secret-left-out': {
    en: 'The Secret {name} is left out with the values of its keys ({keys}): secrets are references, and an adapter holds no value of one',
    ja: 'Secret {name} は、キー（{keys}）の値とともに除外されます。シークレットは参照として扱い、アダプタに値は書きません',
  },
  'plain-secret': {
    en: '{object} gives {keys} as plain text, and everybody who reads the adapter reads it too',
    ja: '{object} の {keys} が平文で書かれています。アダプタを読める人は誰でも読めます',
  },
})

/** Fixes for them. */
export const compileFixMessages = defineMessages({
  'adapter-conflict': {
    en: 'Only one adapter can decide this: take one of them out, or change the option or parameter that leads to it',
    ja: 'この値を決められるアダプタは 1 つだけです。どちらかを外すか、値の元になるオプションかパラメータを変えてください',
  },
  'adapter-timed-out': {
    en: 'Reload the page when this machine is less busy. If it stays so, look for an endless comprehension or recursion in it',
    ja: '負荷が下がってからページを再読み込みしてください。続く場合は、終わらない内包表記や再帰がないか調べてください',
  },
  'adapter-too-large': {
    en: 'Look for texts or lists without end in it',
    ja: '際限なく大きくなる文字列やリストがないか調べてください',
  },
  'adapter-import-cycle': {
    en: 'Move what they share to a package that imports neither',
    ja: '共有する部分を、どちらも import しない別のパッケージに移してください',
  },
  'adapter-missing-directory': {
    en: 'Correct the import, or add the module that holds the package',
    ja: 'import のパスを直すか、このパッケージを含むモジュールを追加してください',
  },
  'adapter-in-no-module': {
    en: 'Correct the import, or add the module that holds the package',
    ja: 'import のパスを直すか、このパッケージを含むモジュールを追加してください',
  },
  'adapter-command-package': {
    en: 'Take the import out: what an adapter needs comes by its parameters',
    ja: 'この import を外してください。アダプタに必要な値はパラメータで渡します',
  },
  'adapter-missing-package': {
    en: 'Correct the import, or add the module that holds the package',
    ja: 'import のパスを直すか、このパッケージを含むモジュールを追加してください',
  },
  'adapter-later-value': {
    en: 'Write the value in the QVS Config itself, or let the adapter take it as an option (pipelineParameters)',
    ja: '値をアプリ構成に直接書くか、アダプタ側でオプション（pipelineParameters）にしてください',
  },
  'task-collision': {
    en: 'Give the adapters the same options, or one of them an option that changes its prefix, such as image',
    ja: '両方のアダプタに同じオプションを指定するか、image など名前の接頭辞が変わるオプションをどちらかに指定してください',
  },
  'unknown-task': {
    en: 'Add the adapter that brings the task, or remove the one that refers to it',
    ja: 'このタスクをもたらすアダプタを追加するか、参照している側を外してください',
  },
  'task-constant': {
    en: 'Write the text itself or the result of a task, or leave the parameter to the Pipeline',
    ja: '文字列かタスクの結果を書くか、パラメータを Pipeline に任せてください',
  },
  'task-undeclared': {
    en: 'Correct the name, or declare it among the params or results of the task',
    ja: '名前を直すか、タスクの params または results に宣言してください',
  },
  'adapter-same-object': {
    en: 'Give one of them another name, or leave one of the adapters out',
    ja: 'どちらかの名前を変えるか、アダプタの一方を外してください',
  },
  'task-unknown-value': {
    en: 'Correct the name: a Pipeline has the parameters of its tasks, with the prefix of their task where it has one, and $(tasks.<task>.results.<name>)',
    ja: '名前を直してください。Pipeline にあるのは、そのタスクのパラメータ（タスクに接頭辞があれば付けた名前）と $(tasks.<タスク>.results.<名前>) です',
  },
  'task-approval-name': { en: 'Give that task another key', ja: 'そのタスクのキーを変えてください' },
  'secret-version': {
    en: 'Write version beside the key of the secret in the values of the deployment, as YAML',
    ja: 'デプロイ先の値の YAML で、シークレットの key の隣に version を書いてください',
  },
  'secret-left-out': {
    en: 'Keep the values in a secret store and let the adapter kubernetes/externalSecret make the Secret, or create it in the cluster yourself',
    ja: '値をシークレットストアに置き、アダプタ kubernetes/externalSecret に Secret を作らせるか、クラスタに直接作成してください',
  },
  'plain-secret': {
    en: 'If it is a secret, keep the value in a secret store and refer to it with valueFrom.secretKeyRef',
    ja: 'シークレットであれば、値をシークレットストアに置き、valueFrom.secretKeyRef で参照してください',
  },
})
