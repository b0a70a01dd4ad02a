import { fill } from '../sentence.ts'

/**
 * Messages that a run keeps, by English template: Tekton's about conditions, and the platform's own about stages and gates. Runs keep them as plain
 * text, so they are recognised by their form. The first match wins.
 */
export const kept: Readonly<Record<string, string>> = {
  'All Steps have completed executing': 'すべてのステップが完了しました',
  'Not all Steps in the Task have finished executing': 'まだ完了していないステップがあります',
  'Waiting for approval': '承認待ちです',
  'The run is held until its pending state is taken away': '保留状態が解除されるまで実行は始まりません',
  'Tasks Completed: {0} (Failed: {1} (Ignored: {2}), Cancelled {3}), Incomplete: {4}, Skipped: {5}':
    '完了したタスク {0}（失敗 {1}、うち無視 {2}、中止 {3}）、未完了 {4}、スキップ {5}',
  'Tasks Completed: {0} (Failed: {1}, Cancelled {2}), Incomplete: {3}, Skipped: {4}':
    '完了したタスク {0}（失敗 {1}、中止 {2}）、未完了 {3}、スキップ {4}',
  'Tasks Completed: {0} (Failed: {1} (Ignored: {2}), Cancelled {3}), Skipped: {4}':
    '完了したタスク {0}（失敗 {1}、うち無視 {2}、中止 {3}）、スキップ {4}',
  'Tasks Completed: {0} (Failed: {1}, Cancelled {2}), Skipped: {3}':
    '完了したタスク {0}（失敗 {1}、中止 {2}）、スキップ {3}',
  'PipelineRun "{0}" was cancelled': 'PipelineRun "{0}" は中止されました',
  'PipelineRun "{0}" failed to finish within "{1}"': 'PipelineRun "{0}" は制限時間 {1} 以内に終わりませんでした',
  'PipelineRun "{0}" failed due to tasks failed to finish within "{1}"':
    'PipelineRun "{0}" のタスクが制限時間 {1} 以内に終わりませんでした',
  'TaskRun "{0}" was cancelled. TaskRun cancelled as the PipelineRun it belongs to was cancelled.':
    'PipelineRun が中止されたため、TaskRun "{0}" は中止されました',
  'TaskRun "{0}" was cancelled. TaskRun cancelled as the PipelineRun it belongs to has timed out.':
    'PipelineRun が制限時間を超えたため、TaskRun "{0}" は中止されました',
  'TaskRun "{0}" was cancelled': 'TaskRun "{0}" は中止されました',
  'TaskRun "{0}" failed to finish within "{1}"': 'TaskRun "{0}" は制限時間 {1} 以内に終わりませんでした',
  '"step-{0}" exited with code {1}, but its log is not complete. Output since {2} is missing in the log: {3}. Free space for the data directory and run it again.':
    'ステップ "{0}" は終了コード {1} で終わりましたが、ログが不完全です。{2} 以降の出力が欠けています（{3}）。データフォルダの空きを増やして再実行してください。',
  '"step-{0}" exited with code {1}': 'ステップ "{0}" は終了コード {1} で終わりました',
  '"step-{0}" exited because the step exceeded the specified timeout limit of {1}':
    'ステップ "{0}" は制限時間 {1} を超えたため終了しました',
  '"step-{0}" could not be started: {1}': 'ステップ "{0}" を開始できませんでした: {1}',
  'The parameter "approvers" is no list': 'パラメータ "approvers" がリストではありません',
  'The parameter "numberOfApprovalsRequired" is no number of people: {0}':
    'パラメータ "numberOfApprovalsRequired" が人数ではありません: {0}',
  'When Expressions evaluated to false': '実行条件が成り立ちませんでした',
  'Parent Tasks were skipped': '前のタスクがスキップされました',
  'Results were missing': '必要な結果がありませんでした',
  'Matrix Parameters have an empty array': 'マトリクスのリストが空でした',
  'PipelineRun was stopping': '失敗したタスクがあるため始まりませんでした',
  'PipelineRun was gracefully cancelled': '実行が中止されたため始まりませんでした',
  'PipelineRun was gracefully stopped': '実行が停止されたため始まりませんでした',
  'PipelineRun timeout has been reached': '実行の制限時間に達しました',
  'PipelineRun Tasks timeout has been reached': 'タスク全体の制限時間に達しました',
  'PipelineRun Finally timeout has been reached': '後処理の制限時間に達しました',
  'Nobody answered within {0}': '{0} 以内に回答がありませんでした',
  'CEL expression "{0}" cannot be evaluated: {1}': 'CEL 式 "{0}" を評価できません: {1}',
  'CEL expression "{0}" is not true or false': 'CEL 式 "{0}" の値が真偽値ではありません',
  'The result "{0}" of task "{1}" holds nothing at $({2}), which task "{3}" needs':
    'タスク "{1}" の結果 "{0}" には、タスク "{3}" が必要とする $({2}) がありません',
  'Task "{0}" completed successfully but did not emit the result "{1}" that task "{2}" needs as $({3})':
    'タスク "{0}" は成功しましたが、タスク "{2}" が $({3}) として必要とする結果 "{1}" を書きませんでした',
  'The matrix of task "{0}" needs $({1}), but task "{2}" wrote no such result':
    'タスク "{0}" のマトリクスには $({1}) が必要ですが、タスク "{2}" はその結果を書きませんでした',
  'The matrix of task "{0}" has {1} combinations, {2} are allowed':
    'タスク "{0}" のマトリクスの組み合わせは {1} 通りで、上限の {2} 通りを超えています',
  'No task wrote what these results of the Pipeline are made from: {0}':
    'パイプラインの次の結果の元になる値をどのタスクも書きませんでした: {0}',
  'Secret "{0}" has no key "{1}", which task "{2}" needs':
    'タスク "{2}" に必要なシークレット "{0}" のキー "{1}" がありません',
  'ConfigMap "{0}" has no key "{1}", which task "{2}" needs':
    'タスク "{2}" に必要な ConfigMap "{0}" のキー "{1}" がありません',
  'There is no Secret "{0}", which task "{1}" needs': 'タスク "{1}" に必要なシークレット "{0}" がありません',
  'There is no ConfigMap "{0}", which task "{1}" needs': 'タスク "{1}" に必要な ConfigMap "{0}" がありません',
  'Result "{0}" does not fit: the results of a task may have {1} bytes together, write larger data to a workspace':
    '結果 "{0}" は大きすぎます。1 つのタスクの結果は合計 {1} バイトまでです。大きなデータはワークスペースに書いてください',
  'Result "{0}" holds the value of secret {1}: results can be read by everybody, hand secrets on by reference':
    '結果 "{0}" にシークレット {1} の値が含まれています。結果は全員が読めるため、シークレットは参照で渡してください',
  'The supervisor was stopped while this task ran. Its steps were ended; whether they had taken effect is not known.':
    'このタスクの実行中にスーパーバイザが停止されました。ステップは終了済みで、効果が及んだかどうかは不明です。',
  'The supervisor ended unexpectedly while this task ran. Its steps were ended; whether they had taken effect is not known.':
    'このタスクの実行中にスーパーバイザが異常終了しました。ステップは終了済みで、効果が及んだかどうかは不明です。',
  'The step could not be started: {0}': 'ステップを開始できませんでした: {0}',
  'The output file "{0}" is neither in a workspace or volume of the step nor one of its results':
    '出力ファイル "{0}" は、ステップのワークスペースやボリュームの中になく、結果でもありません',
  'The output file "{0}" is where the step may only read':
    '出力ファイル "{0}" は、ステップが読み取りだけできる場所にあります',
  'The output file "{0}" leads out of its folder': '出力ファイル "{0}" は、置き場所のフォルダの外を指しています',
  'The output file "{0}" cannot be written: {1}': '出力ファイル "{0}" に書き込めません: {1}',
  'Result "{0}" is declared as {1} but its text is not JSON of that type with strings in it':
    '結果 "{0}" は {1} と宣言されていますが、その型で要素が文字列の JSON になっていません',
  'Result "{0}" lacks the keys {1} that it is declared with': '結果 "{0}" に、宣言されたキー {1} がありません',
  'Provided results do not match their declaration: {0}': '結果が宣言と一致しません: {0}',
  'Results have {0} bytes together, {1} are allowed for a task; the largest is "{2}" with {3}':
    '結果は合計 {0} バイトで、1 つのタスクの上限は {1} バイトです。最大の結果は "{2}" の {3} バイトです',
  'There is no volume "{0}"': 'ボリューム "{0}" がありません',
  'The volume has no file "{0}"': 'ボリュームにファイル "{0}" がありません',
  'The subPath "{0}" leads out of its volume': 'subPath "{0}" はボリュームの外を指しています',
  'The workspace folder "{0}" is not below the workspaces':
    'ワークスペースのフォルダ "{0}" は、ワークスペースの中にありません',
  'The workspace folder "{0}" leads out of the workspaces':
    'ワークスペースのフォルダ "{0}" は、ワークスペースの外を指しています',
  'A secret cannot be given as {0}: the container client reads it too':
    'シークレットを {0} として渡すことはできません。コンテナのクライアントもこの変数を読むためです',
  'The parameter "{0}" is declared as int, but its value is no whole number':
    'パラメータ "{0}" は int と宣言されていますが、値が整数ではありません',
  'The parameter "{0}" is declared as float, but its value is no number':
    'パラメータ "{0}" は float と宣言されていますが、値が数値ではありません',
  'The parameter "{0}" is declared as bool, but its value is neither true nor false':
    'パラメータ "{0}" は bool と宣言されていますが、値が true でも false でもありません',
  'The parameter "{0}" is declared as object, but its value is no JSON':
    'パラメータ "{0}" は object と宣言されていますが、値が JSON ではありません',
  'The parameter "{0}" is a secret and cannot stand inside a text':
    'パラメータ "{0}" はシークレットのため、文字列の中には書けません',
  'The parameter "{0}" has no value. Set the parameter "{1}" on the deployment or a layer above it':
    'パラメータ "{0}" に値がありません。デプロイメントかその上の階層でパラメータ "{1}" を設定してください',
  'The parameter "{0}" has no value. Set the secret "{1}" on the deployment or a layer above it':
    'パラメータ "{0}" に値がありません。デプロイメントかその上の階層でシークレット "{1}" を設定してください',
  '"{0}" has no value; it comes from {1}': '"{0}" に値がありません（{1} から渡される値です）',
  '"{0}" has no value': '"{0}" に値がありません',
  'Secret {0} has no value': 'シークレット {0} に値がありません',
  'Step "{0}" has neither script nor command': 'ステップ "{0}" に script も command もありません',
  'Isolation "{0}" does not work on this machine (works: {1})':
    'このマシンでは隔離 "{0}" を使えません（使えるもの: {1}）',
  'The run demands the isolation "{0}", this machine has: {1}':
    '実行は隔離 "{0}" を求めていますが、このマシンで使えるのは次のとおりです: {1}',
  'This machine can run no steps': 'このマシンではステップを実行できません',
  'TaskRun "{0}" could not be recorded: {1}': 'TaskRun "{0}" を記録できませんでした: {1}',
  'The supervisor is stopping': 'スーパーバイザは停止しようとしています',
  'The supervisor could not start the task': 'スーパーバイザはタスクを開始できませんでした',
  'The supervisor that runs the steps does not answer': 'ステップを実行するスーパーバイザが応答しません',
  'Tasks wait for each other: {0}': 'タスクが互いに待っています: {0}',
  'The gates of the line wait for each other, so this stage cannot begin':
    'ラインの承認ゲートが互いに待っているため、このステージは始められません',
  'What runs in the environment has changed since the gate opened':
    '承認ゲートが開いた後に、環境で動いているものが変わりました',
  'Run #{0} has taken its place': '実行 #{0} に置き換えられました',
  'The run was cancelled': '実行は中止されました',
  'The run was cancelled before this stage began': 'このステージが始まる前に実行が中止されました',
  'Cancelled before it could be started': '開始する前に中止されました',
  'Sidecar "{0}" ended before it was ready': 'サイドカー "{0}" は準備が整う前に終了しました',
  'Sidecar "{0}" did not become ready in {1} tries': 'サイドカー "{0}" は {1} 回試しても準備が整いませんでした',
  'The image "{0}" could not be pulled: {1}': 'イメージ "{0}" を取得できませんでした: {1}',
  'Gate "{0}" was rejected': '承認ゲート "{0}" で却下されました',
  'Gate "{0}" was cancelled': '承認ゲート "{0}" は中止されました',
  'Gate "{0}" was not decided in time': '承認ゲート "{0}" は時間内に判断されませんでした',
  'Nobody decided at gate "{0}" in time': '承認ゲート "{0}" は時間内に判断されませんでした',
  'Gate "{0}" cannot open, because stage "{1}" will not run':
    'ステージ "{1}" が実行されないため、承認ゲート "{0}" は開きません',
  'Stage "{0}" did not succeed': 'ステージ "{0}" が成功しませんでした',
  'The image {0} is named by a tag': 'イメージ {0} はタグで指定されています',
  'Programs of the host that steps use': 'ステップが使う、マシンのプログラム',
  'The shared workspace, which is as the last step left it': '共有ワークスペース（最後のステップ終了時のまま）',
  'The registry {0} wants a login': '{0} にはログインが必要です',
  'The registry {0} has no image {1}': '{0} にイメージ {1} はありません',
  'The registry {0} cannot be reached': '{0} に接続できません',
  'The registry {0} answered {1}': '{0} の応答は {1} でした',
}

let forms: readonly { readonly form: RegExp; readonly japanese: string }[] | undefined

/** Translates a message that a run keeps; an unknown one, or the text of another program, stays as it is. */
export function keptInJapanese(message: string): string {
  forms ??= Object.entries(kept).map(([template, japanese]) => ({ form: formOf(template), japanese }))
  for (const { form, japanese } of forms) {
    const args = form.exec(message)
    if (args !== null) return fill(japanese, args.slice(1))
  }
  const failed = /^Stage "([^"]*)" failed(?:: (.*))?$/s.exec(message)
  if (failed === null) return ofTask(message)
  const [, stage = '', why] = failed
  return why === undefined
    ? `ステージ "${stage}" が失敗しました`
    : `ステージ "${stage}" が失敗しました: ${keptInJapanese(why)}`
}

/** A message about a task begins with the task's name. */
function ofTask(message: string): string {
  const [, task, said = ''] = /^([a-z\d-]+): (.+)$/s.exec(message) ?? []
  return task === undefined ? message : `${task}: ${keptInJapanese(said)}`
}

/** Returns a pattern that matches a template's words literally and anything in its places. */
function formOf(template: string): RegExp {
  const parts = template.split(/\{\d+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('(.*)')}$`, 's')
}
