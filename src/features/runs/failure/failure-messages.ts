import { defineMessages } from '#ui/i18n/messages.ts'

/** What happened (`...Why`) and what to do next (`...Next`), by kind of failure. */
export const failureMessages = defineMessages({
  'out-of-memoryWhy': { en: 'It ran out of memory', ja: 'メモリが足りなくなりました' },
  'out-of-memoryNext': {
    en: 'Give the step more memory, or let it work on less at once.',
    ja: 'ステップのメモリを増やすか、一度に処理する量を減らしてください。',
  },
  'timed-outWhy': { en: 'It took longer than allowed', ja: '制限時間を超えました' },
  'timed-outNext': {
    en: 'See what it waited for in the last lines; raise the time-out only if the work really takes this long.',
    ja: '最後の行で何を待っていたか確認してください。本当に時間がかかる処理なら制限時間を延ばします。',
  },
  lostWhy: { en: 'The process that ran it is gone', ja: '実行していたプロセスが失われました' },
  lostNext: {
    en: 'It is not known how far it got. Check that it may run twice, then retry.',
    ja: 'どこまで進んだかは不明です。二度実行しても問題ないことを確かめてから再実行してください。',
  },
  cancelledWhy: { en: 'It was cancelled', ja: '中止されました' },
  cancelledNext: { en: 'Retry continues from here.', ja: '再実行するとここから続けます。' },
  rejectedWhy: { en: 'It was not approved', ja: '承認されませんでした' },
  rejectedNext: {
    en: 'Resolve what was said against it; a retry asks again.',
    ja: '指摘された点を解決してください。再実行すると、もう一度承認を求めます。',
  },
  'not-answeredWhy': { en: 'Nobody answered in time', ja: '期限までに回答がありませんでした' },
  'not-answeredNext': {
    en: 'Tell those who are asked; a retry asks them again. How long they are asked is the time-out of the task.',
    ja: '承認者に知らせてください。再実行すると、もう一度承認を求めます。待つ時間はタスクのタイムアウトで決まります。',
  },
  conditionWhy: { en: 'A condition cannot be evaluated', ja: '条件を評価できません' },
  conditionNext: {
    en: 'Correct the `when` of the task, or the task whose result it reads, and start a new run.',
    ja: 'タスクの when か、参照している結果を書くタスクを直して、新しく実行してください。',
  },
  'missing-secretWhy': { en: 'A secret is missing', ja: 'シークレットがありません' },
  'missing-secretNext': {
    en: 'Set it for this environment in Settings, then retry.',
    ja: '設定でこの環境のシークレットを登録してから再実行してください。',
  },
  'cue-errorWhy': { en: 'The adapter does not accept these values', ja: 'アダプタがこの値を受け付けません' },
  'cue-errorNext': {
    en: 'Correct the parameter that the message names and start a new run: a retry uses the same values.',
    ja: 'メッセージが示すパラメータを直し、新しく実行してください。再実行では同じ値が使われます。',
  },
  imageWhy: { en: 'The image cannot be fetched', ja: 'イメージを取得できません' },
  imageNext: {
    en: 'Check name and tag, and whether the registry lets this environment read it.',
    ja: '名前とタグ、レジストリの読み取り権限を確認してください。',
  },
  'git-authWhy': { en: 'The Git server did not accept the sign-in', ja: 'Git サーバの認証に失敗しました' },
  'git-authNext': {
    en: 'Set or renew the credentials of the repository, then retry.',
    ja: 'リポジトリの認証情報を設定・更新してから再実行してください。',
  },
  'git-revisionWhy': { en: 'There is no such branch, tag or commit', ja: 'ブランチ・タグ・コミットがありません' },
  'git-revisionNext': {
    en: 'Start a new run with a revision that exists.',
    ja: '存在するリビジョンで新しく実行してください。',
  },
  'disk-fullWhy': { en: 'The disk is full', ja: 'ディスクがいっぱいです' },
  'disk-fullNext': {
    en: 'Free disk space where steps run, then retry.',
    ja: 'ステップが動く場所の空きを増やしてから再実行してください。',
  },
  quotaWhy: { en: 'A quota leaves no room for it', ja: '割り当て（クォータ）や空きが足りません' },
  quotaNext: {
    en: 'Ask for less, remove what is not needed there, or have the quota raised; then retry.',
    ja: '要求する量を減らすか、不要なものを消すか、割り当てを増やしてから再実行してください。',
  },
  exhaustedWhy: { en: 'It ran out of processes or files', ja: 'プロセスかファイルの数が上限に達しました' },
  exhaustedNext: {
    en: 'Let the step do less at once, or raise the limit where steps run, then retry.',
    ja: '一度に行う処理を減らすか、ステップが動く場所の上限を上げてから再実行してください。',
  },
  'port-in-useWhy': { en: 'The port is taken', ja: 'ポートが使用中です' },
  'port-in-useNext': {
    en: 'Something else listens there: stop it, or let the step choose a free port.',
    ja: '別のプロセスが使っています。終了するか、空きポートを使わせてください。',
  },
  tlsWhy: { en: 'The certificate is not trusted', ja: '証明書を信頼できません' },
  tlsNext: {
    en: 'Check its expiry and issuer, and give the step the issuer’s certificate. Do not switch the check off.',
    ja: '有効期限と発行者を確認し、発行者の証明書をステップに渡してください。検証は無効にしないでください。',
  },
  dnsWhy: { en: 'The name has no address', ja: '名前を解決できません' },
  dnsNext: {
    en: 'Check the spelling, and whether names of that network are known where steps run.',
    ja: '綴りと、ステップが動くネットワークから名前を解決できるかを確認してください。',
  },
  refusedWhy: { en: 'The connection was refused', ja: '接続を拒否されました' },
  refusedNext: {
    en: 'Nobody listens there. See whether the service runs and is ready, then retry.',
    ja: '待ち受けているものがありません。サービスが動いて準備完了か確認してから再実行してください。',
  },
  'not-listeningWhy': {
    en: 'The application runs, but does not listen on its port',
    ja: 'アプリは動いていますが、ポートで待ち受けていません',
  },
  'not-listeningNext': {
    en: 'It has to listen on 127.0.0.1 or on all addresses, at the port in the environment variable PORT, or the one that portVariable of its adapter names. Its own log says what it did instead.',
    ja: '127.0.0.1 または全アドレスで、環境変数 PORT（またはアダプタの portVariable で指定した変数）のポートで待ち受ける必要があります。何をしたかは、アプリ自身のログで確認できます。',
  },
  'wrong-readinessWhy': {
    en: 'The application runs, but does not say that it is ready',
    ja: 'アプリは動いていますが、準備完了を示す応答がありません',
  },
  'wrong-readinessNext': {
    en: 'It is ready once the path in readinessPath of its adapter answers with a status from 200 to 399. Name a path that does in its QVS Config, publish, and start a new run.',
    ja: 'アダプタの readinessPath のパスがステータス 200〜399 を返すと、準備完了になります。そのようなパスをアプリ構成に書き、公開してから、新しく実行してください。',
  },
  'not-readyWhy': { en: 'The new version did not become ready', ja: '新しいバージョンの準備が整いませんでした' },
  'not-readyNext': {
    en: 'Read the application’s own log. A variable that it misses goes into env of its adapter in the QVS Config, a secret one into secrets. Where an earlier version runs, it keeps serving.',
    ja: 'アプリ自身のログを確認してください。足りない環境変数は、アプリ構成でアダプタの env（秘密の値は secrets）に指定します。前のバージョンがあれば、そのまま動き続けています。',
  },
  'not-rolled-outWhy': {
    en: 'The new version did not become ready in the cluster',
    ja: 'クラスタで新しいバージョンの準備が整いませんでした',
  },
  'not-rolled-outNext': {
    en: 'The log of this step shows the pods that are not ready and what they wrote last. A variable that they miss goes into env of the adapter in the QVS Config, a secret one into secrets. Where an earlier version runs, it keeps serving.',
    ja: '準備が整わない Pod とその最後のログは、このステップのログにあります。足りない環境変数は、アプリ構成でアダプタの env（秘密の値は secrets）に指定します。前のバージョンがあれば、そのまま動き続けています。',
  },
  'rate-limitWhy': { en: 'The other side limits requests', ja: '相手側の利用制限を超えました' },
  'rate-limitNext': {
    en: 'Wait a little and retry, or sign in there for a higher limit.',
    ja: '少し待って再実行するか、認証して上限を上げてください。',
  },
  unauthorizedWhy: { en: 'Permission to do this is missing', ja: '権限がありません' },
  unauthorizedNext: {
    en: 'Check the credentials of this environment and what they may do.',
    ja: 'この環境の認証情報と、その権限を確認してください。',
  },
  'not-foundWhy': { en: 'The other side does not have it', ja: '相手側に存在しません' },
  'not-foundNext': {
    en: 'Check the name or the address, and whether an earlier step should have made it.',
    ja: '名前やアドレス、先のステップで作られるはずだったかを確認してください。',
  },
  'server-errorWhy': { en: 'The other side failed', ja: '相手側でエラーが発生しました' },
  'server-errorNext': {
    en: 'Its own log says why. If it is only busy, retry in a little while.',
    ja: '理由は相手側のログにあります。一時的な混雑なら、少し待って再実行してください。',
  },
  'wrong-answerWhy': {
    en: 'The application does not answer as expected',
    ja: 'アプリの応答が期待と異なります',
  },
  'wrong-answerNext': {
    en: 'Open its address and read its own log; or correct what the stage expects (path, status, text) and start a new run.',
    ja: 'アドレスを開き、アプリ自身のログを確認してください。期待する値（パス、状態コード、本文）が違う場合は、直して新しく実行してください。',
  },
  'not-acceptedWhy': {
    en: 'The other side does not accept what it was given',
    ja: '適用した内容が受け付けられませんでした',
  },
  'not-acceptedNext': {
    en: 'Change what the message names, in the adapter or its parameters, and start a new run: a retry applies the same.',
    ja: 'メッセージが示す箇所をアダプタかパラメータで直し、新しく実行してください。再実行では同じ内容が適用されます。',
  },
  'others-fieldsWhy': {
    en: 'Somebody else decides on fields that the manifests set',
    ja: 'マニフェストが設定するフィールドを、別の誰かが管理しています',
  },
  'others-fieldsNext': {
    en: 'Leave these fields to them: take them out of the adapter. Or set forceConflicts to true, which takes them over. Then start a new run.',
    ja: 'そのまま任せるなら、アダプタからフィールドを外してください。こちらで管理するなら forceConflicts を true にします。そのあとで新しく実行してください。',
  },
  lockedWhy: { en: 'Somebody else holds a lock there', ja: '別の処理が進行中です' },
  lockedNext: {
    en: 'Wait until they are done, then retry. If their work broke off, remove its lock there first.',
    ja: '終わるのを待って再実行してください。途中で止まっている場合は、先にそのロックを解除します。',
  },
  'git-conflictWhy': { en: 'Git cannot merge the changes', ja: 'Git で変更を統合できません' },
  'git-conflictNext': {
    en: 'The branch has moved. Bring it up to date, resolve what conflicts, and start a new run.',
    ja: 'ブランチが先に進んでいます。最新にして競合を解消し、新しく実行してください。',
  },
  'check-failedWhy': { en: 'A check found problems', ja: '検査で問題が見つかりました' },
  'check-failedNext': {
    en: 'Correct what it found, or change the rule on purpose, and start a new run: a retry checks the same commit.',
    ja: '見つかった問題を直すか、意図してルールを変え、新しく実行してください。再実行では同じコミットを検査します。',
  },
  'failing-testWhy': { en: 'A test failed', ja: 'テストが失敗しました' },
  'failing-testNext': {
    en: 'Correct the code or the test and start a new run: a retry builds the same commit.',
    ja: 'コードかテストを直し、新しく実行してください。再実行では同じコミットが使われます。',
  },
  'type-errorWhy': { en: 'The program does not compile', ja: 'コンパイルできません' },
  'type-errorNext': { en: 'Correct the code and start a new run.', ja: 'コードを直して新しく実行してください。' },
  syntaxWhy: { en: 'A file cannot be read: its syntax is wrong', ja: '構文エラーで読み取れません' },
  syntaxNext: {
    en: 'Correct the place that the message names and start a new run.',
    ja: 'メッセージが示す箇所を直し、新しく実行してください。',
  },
  'missing-moduleWhy': { en: 'A package is missing', ja: 'パッケージがありません' },
  'missing-moduleNext': {
    en: 'Add it to the dependencies, and check the lock file and the registry.',
    ja: '依存関係に追加し、ロックファイルとレジストリを確認してください。',
  },
  'wrong-shellWhy': { en: 'The script is written for another shell', ja: '別のシェル用に書かれたスクリプトです' },
  'wrong-shellNext': {
    en: 'It was run by sh, which does not know what only bash does. Begin it with #!/bin/bash where the image has it, or write it for sh; then start a new run.',
    ja: 'sh で実行されましたが、bash だけの書き方が使われています。イメージに bash があれば #!/bin/bash で始めるか、sh の書き方に直して、新しく実行してください。',
  },
  'missing-interpreterWhy': {
    en: 'The program that runs a script is missing',
    ja: 'スクリプトを実行するプログラムがありません',
  },
  'missing-interpreterNext': {
    en: 'Correct the script’s first line, the one with #!, and start a new run. A ^M or \\r behind the name means that the file has Windows line ends: save it with those of Unix.',
    ja: 'スクリプトの 1 行目（#! の行）を直して、新しく実行してください。名前の後に ^M や \\r が付いていれば、ファイルの改行コードが Windows のものなので、Unix のものに変えて保存してください。',
  },
  'command-not-foundWhy': { en: 'A program is not installed', ja: 'コマンドが見つかりません' },
  'command-not-foundNext': {
    en: 'Use an image or host that has it, or correct its name in the script.',
    ja: 'そのコマンドを含むイメージを使うか、スクリプトの名前を直してください。',
  },
  'wrong-usageWhy': { en: 'A program was called wrongly', ja: 'コマンドの呼び出し方が誤っています' },
  'wrong-usageNext': {
    en: 'It does not know this option or command, or one is missing: its --help says what it takes, and versions differ. Correct the script and start a new run.',
    ja: '知らないオプションかサブコマンドが渡されたか、必要なものが足りません。使えるものは --help で確認できます（バージョンで異なります）。スクリプトを直し、新しく実行してください。',
  },
  'wrong-versionWhy': { en: 'Another version of a tool is needed', ja: 'ツールのバージョンが合いません' },
  'wrong-versionNext': {
    en: 'Use an image or host with the version that the message asks for, or a release of the package that fits this one; then start a new run.',
    ja: 'メッセージが求めるバージョンを含むイメージを使うか、今のバージョンに合うパッケージに変えて、新しく実行してください。',
  },
  'wrong-machineWhy': { en: 'The program does not fit this machine', ja: 'プログラムがこの環境に合っていません' },
  'wrong-machineNext': {
    en: 'It was built for another kind of processor, or needs a library that is not there. Build it for this one, or use an image that fits it; then start a new run.',
    ja: '別の種類のプロセッサ向けに作られているか、必要なライブラリがありません。この環境向けにビルドするか、合うイメージを使って、新しく実行してください。',
  },
  'wrong-checksumWhy': {
    en: 'A file is not the one that was expected',
    ja: 'ファイルのチェックサムが一致しません',
  },
  'wrong-checksumNext': {
    en: 'Its checksum is another than the one written down. Find out who changed it; if the new file is meant, write its checksum down or renew the lock file, and start a new run.',
    ja: '記録されたチェックサムと異なります。誰が変更したかを確かめ、新しいファイルが正しければ、チェックサムかロックファイルを更新して、新しく実行してください。',
  },
  permissionWhy: { en: 'A file or folder may not be used', ja: 'ファイルやフォルダへのアクセスが許可されていません' },
  permissionNext: {
    en: 'Write to the workspace, and make scripts executable (chmod +x).',
    ja: 'ワークスペースに書き込むか、スクリプトに実行権限（chmod +x）を付けてください。',
  },
  'missing-fileWhy': { en: 'A file is missing', ja: 'ファイルがありません' },
  'missing-fileNext': {
    en: 'Check the path, and whether the step that makes the file ran before.',
    ja: 'パスと、ファイルを作るステップが先に動いたかを確認してください。',
  },
  'unset-variableWhy': { en: 'A variable has no value', ja: '変数に値がありません' },
  'unset-variableNext': {
    en: 'Give the step this variable, or a default in the script.',
    ja: 'ステップにこの変数を渡すか、スクリプトで既定値を決めてください。',
  },
  exceptionWhy: { en: 'The program broke off', ja: 'プログラムが異常終了しました' },
  exceptionNext: {
    en: 'The program met a case that it does not handle. What it printed leads to the place in its code.',
    ja: '想定外の事態が起きました。出力された行からコードの該当箇所をたどれます。',
  },
  'result-too-largeWhy': { en: 'A result is larger than 4,096 bytes', ja: '結果が 4,096 バイトを超えています' },
  'result-too-largeNext': {
    en: 'Write large data to the workspace and its path to the result.',
    ja: '大きなデータはワークスペースに書き、結果にはパスを書いてください。',
  },
  'wrong-resultWhy': {
    en: 'What a step wrote is not what its Task declares',
    ja: 'ステップが書いた結果が Task の宣言と異なります',
  },
  'wrong-resultNext': {
    en: 'Write it in the declared form, lists and objects as JSON with strings in it, or change the declaration.',
    ja: '宣言どおりの形（リストとオブジェクトは文字列を値とする JSON）で書くか、宣言を変えてください。',
  },
  'missing-resultWhy': { en: 'A result was not written', ja: '結果が書かれませんでした' },
  'missing-resultNext': {
    en: 'All its steps succeeded. Make the step that should write it do so, or take out what refers to it, and start a new run.',
    ja: 'ステップはすべて成功しています。結果を書くはずのステップに書かせるか、その結果への参照を外して、新しく実行してください。',
  },
  'secret-in-resultWhy': { en: 'A result holds the value of a secret', ja: '結果にシークレットの値が含まれています' },
  'secret-in-resultNext': {
    en: 'Everybody can read results. Let the task that needs the value read the secret by its name.',
    ja: '結果は誰でも読めます。値が必要なタスクでは、シークレットを名前で参照してください。',
  },
  'refused-by-engineWhy': { en: 'The engine does not run this', ja: 'エンジンが対応していません' },
  'refused-by-engineNext': {
    en: 'The message names the field. Change the pipeline and publish it.',
    ja: 'メッセージが示すフィールドを変更して公開してください。',
  },
  'unfit-valuesWhy': {
    en: 'Nothing can be compiled with its values',
    ja: 'この値ではコンパイルできません',
  },
  'unfit-valuesNext': {
    en: 'No step ran. Correct the value that the cause names, or the stage that gave it, and start a new run: a retry takes the same values.',
    ja: 'ステップは実行されていません。原因に示された値か、その値を渡したステージを直し、新しく実行してください。再実行では同じ値が使われます。',
  },
  'not-startedWhy': { en: 'It could not start', ja: '開始できませんでした' },
  'not-startedNext': {
    en: 'No step ran. Fix what the cause names, then retry.',
    ja: 'ステップは実行されていません。原因に示されたものを直してから再実行してください。',
  },
  killedWhy: { en: 'It was stopped by a signal', ja: 'シグナルで停止されました' },
  killedNext: {
    en: 'Somebody or something ended the process from outside. Retry is safe if the step may run twice.',
    ja: '外部からプロセスが終了されました。二度実行してよいステップなら再実行できます。',
  },
  killedHardNext: {
    en: 'Somebody or something ended the process from outside. Mostly that is a lack of memory: give the step more. Retry is safe if the step may run twice.',
    ja: '外部からプロセスが強制終了されました。多くはメモリ不足なので、ステップのメモリを増やしてください。二度実行してよいステップなら再実行できます。',
  },
  unknownWhy: { en: 'The step failed', ja: 'ステップが失敗しました' },
  unknownNext: { en: 'The log below says more.', ja: '下のログを確認してください。' },
  reading: { en: 'Its log is being read …', ja: 'ログを読み込んでいます…' },
  silentNext: {
    en: 'It printed no error before it ended. Make the script print what it does (set -x), or look up what its exit code means.',
    ja: 'エラーを出力せずに終了しました。スクリプトに set -x を付けて動作を表示するか、この終了コードの意味を確認してください。',
  },
  about: { en: '{why}: {what}', ja: '{why}: {what}' },
  errorLines: { en: 'First error, line {number}', ja: '最初のエラー、{number} 行目' },
  lastLines: { en: 'Last lines, from line {number}', ja: '最後の行（{number} 行目から）' },
  errorUncounted: {
    en: 'First error; the lines before it are being counted',
    ja: '最初のエラー（前の行を数えています）',
  },
  lastUncounted: { en: 'Last lines; those before are being counted', ja: '最後の行（前の行を数えています）' },
  openSecrets: { en: 'Open secrets', ja: 'シークレットを開く' },
  openAppLog: { en: 'Open the application’s log', ja: 'アプリのログを開く' },
  openLine: { en: 'Show line {number} in the log', ja: 'ログの {number} 行目を表示' },
  noExitCode: { en: 'none, it did not end by itself', ja: 'なし（自分では終了していません）' },
  cause: { en: 'Cause', ja: '原因' },
  task: { en: 'Task', ja: 'タスク' },
  sidecar: { en: 'Sidecar', ja: 'サイドカー' },
  sidecarEnded: {
    en: '{name}, ended before the steps with exit code {code}',
    ja: '{name}（ステップより先に終了コード {code} で終了）',
  },
})
