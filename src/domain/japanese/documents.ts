/** Documents, drafts and publications; adapters and what compiles them. */
export const documentSentences: Readonly<Record<string, string>> = {
  'There is no document {0}': '文書 {0} はありません',
  '{0} is no document': '{0} は文書ではありません',
  '{0} is no kind of document': '{0} は文書の種類ではありません',
  'If-Match is not the version that {0} started from': 'If-Match が {0} の編集元のバージョンと一致しません',
  'Somebody else has published {0} in the meantime': 'その間にほかの人が {0} を公開しました',
  'Compare both sides, take over what you want, and publish again':
    '両方を比べ、必要な変更を取り込んでから公開し直してください',
  'There is no published line {0}': '公開済みのライン {0} はありません',
  'Publish it first': '先に公開してください',
  '{0}: {1}': '{0}: {1}',
  '{0}: there is no file {1}': '{0}: ファイル {1} がありません',
  'project.yaml: {0}': 'project.yaml: {0}',
  'Somebody else makes the sample project at the same time': '別の処理が同時にサンプルプロジェクトを作成しています',
  'There is no line {0}': 'ライン {0} はありません',
  'There is a line {0} already': 'ライン {0} はすでにあります',
  'There is {0} already': '{0} はすでにあります',
  'Choose another name': '別の名前にしてください',
  '{0} has changes of {1} that are not published': '{0} に公開していない {1} の変更があります',
  'Publish or undo them first': '先に公開するか、元に戻してください',
  'The line has no stage {0}': 'ラインにステージ {0} はありません',
  'There is no stage {0}': 'ステージ {0} はありません',
  'There is no input {0}': '入力 {0} はありません',
  'The gate {0} asks no question {1}': '承認ゲート {0} に質問 {1} はありません',
  'There is no gate {0}': '承認ゲート {0} はありません',
  'The line cannot be read': 'ラインを読み取れません',
  'Open the line and see its problems': 'ラインを開いて問題を確認してください',
  'The text is not YAML: {0}': 'YAML として読めません: {0}',
  'The text must be valid YAML before it can be edited: {0}': '編集するには正しい YAML にしてください: {0}',
  'The copied stages cannot be taken over as they are written':
    'コピーしたステージは、この書き方のままでは取り込めません',
  'The application {0} has no QVS Config': 'アプリ {0} にアプリ構成がありません',
  'No id follows from {0}': '{0} から ID を作れません',
  'Write it in Latin letters and digits': '英数字で書いてください',
  'No application can be called {0}': '{0} はアプリ名として使えません',
  'There is no {0}[{1}] to remove': '削除する {0}[{1}] がありません',
  'The document cannot be edited while it is not valid YAML: {0}': '正しい YAML になるまで編集できません: {0}',
  'The document is not a block of keys and values, so it can only be edited as text':
    'キーと値のブロックではないため、テキストとしてのみ編集できます',
  'The list {0} is written in a form that can only be edited as text':
    'リスト {0} の書き方は、テキストとしてのみ編集できます',
  '{0} is not a list, so it can only be edited as text': '{0} はリストではないため、テキストとしてのみ編集できます',
  '{0} refers to an anchor that other parts may share, so it can only be edited as text':
    '{0} は共有されたアンカーを参照しているため、テキストとしてのみ編集できます',
  'Evaluating the adapters took longer than {0} s and was stopped': 'アダプタの評価が {0} 秒を超えたため停止しました',
  'Look for an endless comprehension or recursion in the adapters, or compile fewer of them at once':
    'アダプタに終わらない内包表記や再帰がないか確認するか、一度に評価する数を減らしてください',
  'Evaluating the adapters needed more memory than allowed and was stopped':
    'アダプタの評価が許容量を超えるメモリを必要としたため停止しました',
  'Look for a comprehension or a string that grows without bound in the adapters, or for brackets within brackets without end':
    'アダプタに際限なく大きくなる内包表記や文字列、際限なく重なる括弧がないか確認してください',
  'The CUE kernel does not start': 'CUE カーネルが起動しません',
  'The CUE kernel does not start in this browser': 'このブラウザでは CUE カーネルが起動しません',
  'The CUE kernel is closed': 'CUE カーネルは終了しています',
  'The CUE kernel is closing': 'CUE カーネルは終了処理中です',
  'The CUE kernel was lost: {0}': 'CUE カーネルが失われました: {0}',
  'The CUE kernel does not keep the sources that it was sent': 'CUE カーネルが受け取ったソースを保持していません',
  'Options are names with values': 'オプションは名前と値の組です',
  'Write name: value on each line': '各行に「名前: 値」と書いてください',
  'The module has no tests: test/test.cue is missing': 'モジュールにテストがありません（test/test.cue がありません）',
  'Write package designpattern_test there, and a case such as simple: main: "results/manifests.yml"':
    'package designpattern_test と、simple: main: "results/manifests.yml" のような事例を書いてください',
  'test/test.cue: {0}': 'test/test.cue: {0}',
  'Each case has the keys setup and main (or pipelines): the path of the expected file, or "-"':
    '各事例のキーは setup と main（または pipelines）で、値は期待するファイルのパスか "-" です',
  'There is no test case "{0}"': 'テスト事例「{0}」はありません',
  'There is no such file': 'このファイルはありません',
  'Accept what came, or write what is expected': '出力を受け入れるか、期待する内容を書いてください',
  'The case has no file {0}': '事例にファイル {0} がありません',
  'A Kubernetes manifest holds keys and values': 'Kubernetes マニフェストはキーと値で書きます',
  'The text holds no manifest': 'マニフェストがありません',
  'A parameter file holds params and secrets, or names with values':
    'パラメータファイルには params と secrets、または名前と値を書きます',
  '{"params": [{"name": "...", "value": "..."}], "secrets": []}':
    '{"params": [{"name": "...", "value": "..."}], "secrets": []}',
}
