/** Sentences about Git repositories and the modules in them. */
export const repositorySentences: Readonly<Record<string, string>> = {
  'There is no repository {0}': 'リポジトリ {0} はありません',
  'There is no repository {0} in this project': 'このプロジェクトにリポジトリ {0} はありません',
  'There is no hosted repository {0}/{1}': 'リポジトリ {0}/{1} はここにはありません',
  '{0}/{1} is not a valid name of a repository': '{0}/{1} はリポジトリ名として使えません',
  '{0} is not a valid name of a branch': '{0} はブランチ名として使えません',
  'The repository {0} exists already': 'リポジトリ {0} はすでにあります',
  'The repository {0} is there already': 'リポジトリ {0} はすでにあります',
  'The repository {0} is empty': 'リポジトリ {0} は空です',
  'The repository is empty': 'リポジトリは空です',
  'Push a first commit': '最初のコミットをプッシュしてください',
  'There is no file {0} in {1} at {2}': '{1} の {2} にファイル {0} はありません',
  '{0} has no file {1} there': '{0} にファイル {1} はありません',
  '{0} has no branch or commit "{1}"': '{0} にブランチまたはコミット「{1}」はありません',
  'Try {0}': '{0} を試してください',
  'The repository {0} has no branch, tag or commit {1}': 'リポジトリ {0} にブランチ、タグ、コミット {1} はありません',
  'The repository {0} has no branch, tag or commit "{1}"':
    'リポジトリ {0} にブランチ、タグ、コミット「{1}」はありません',
  'The repository {0} has no branch or tag {1}': 'リポジトリ {0} にブランチまたはタグ {1} はありません',
  'The repository {0} has no commit {1}': 'リポジトリ {0} にコミット {1} はありません',
  'Give a branch, a tag or a commit id': 'ブランチ、タグ、コミット ID のいずれかを指定してください',
  'Give a branch, a tag or a commit': 'ブランチ、タグ、コミットのいずれかを指定してください',
  'Give a branch, a tag or a whole commit id': 'ブランチ、タグ、または完全なコミット ID を指定してください',
  'Give a commit that a branch or tag of the repository contains':
    'リポジトリのブランチかタグに含まれるコミットを指定してください',
  'Did you mean {0}?': '{0} のことですか？',
  'Did you mean {0}? The newest are {1}': '{0} のことですか？ 最新は {1} です',
  'There are {0}': '{0} があります',
  'There are {0} and {1} more': '{0} のほか {1} 件あります',
  'The branch {0} of {1} has moved': '{1} のブランチ {0} が進んでいます',
  'The branch {0} of {1} has moved in the meantime': 'その間に {1} のブランチ {0} が進みました',
  'Look at what is there now, then try again': '現在の内容を確認してから、もう一度お試しください',
  'Read the new version, take over your changes and commit again':
    '新しいバージョンを読み込み、変更を移してコミットし直してください',
  'Git is not installed on this machine': 'このマシンに Git がインストールされていません',
  'Install Git': 'Git をインストールしてください',
  'Git could not do this': 'Git で処理できませんでした',
  'These commits stand, since others were pushed behind them: {0}. Look at them, then publish again':
    '次のコミットは、その後に別のプッシュがあったため残っています: {0}。内容を確認してから、もう一度公開してください',
  'The disk is full': 'ディスクがいっぱいです',
  'The files of {0} cannot be listed': '{0} のファイル一覧を取得できません',
  'The files of {0} cannot be read': '{0} のファイルを読み取れません',
  'The sources in {0} have {1} MiB; {2} MiB are the most': '{0} のソースは {1} MiB です。上限は {2} MiB です',
  'The repository {0} is not reached by http or https': 'リポジトリ {0} は http または https の URL ではありません',
  'Use the https URL of the repository': 'リポジトリの https URL を使ってください',
  '{0} is not the address of a repository': '{0} はリポジトリのアドレスではありません',
  'The repository {0} is not reached by https or ssh': 'リポジトリ {0} は https または ssh の URL ではありません',
  'Use the https or ssh URL of the repository': 'リポジトリの https または ssh URL を使ってください',
  'The repository {0} did not answer within {1} s': 'リポジトリ {0} が {1} 秒以内に応答しませんでした',
  'Check the URL and the network, then try again': 'URL とネットワークを確認して、もう一度お試しください',
  "Set the Deployment's Git token": 'デプロイ先の Git トークンを設定してください',
  'Give a token that may read the repository': 'リポジトリを読み取れるトークンを指定してください',
  'Type the branch, tag or commit by hand': 'ブランチ、タグ、コミットのいずれかを直接入力してください',
  'Give the module a credential in the catalog: a secret with a token or an SSH key':
    'カタログでモジュールに認証情報（トークンまたは SSH 鍵のシークレット）を設定してください',
  'The repository {0} may not be read with this credential': 'この認証情報ではリポジトリ {0} を読み取れません',
  'The repository {0} may not be read without a credential': '認証情報なしではリポジトリ {0} を読み取れません',
  'Check that the token or key is valid and may read the repository':
    'トークンまたは鍵が有効で、リポジトリを読めることを確認してください',
  'There is no repository {0}, or the credential may not see it':
    'リポジトリ {0} は存在しないか、この認証情報では見えません',
  'There is no repository {0}, or it is private': 'リポジトリ {0} は存在しないか、非公開です',
  'Check the address of the repository': 'リポジトリのアドレスを確認してください',
  'Check the address of the repository. If it is private: {0}':
    'リポジトリのアドレスを確認してください。非公開の場合: {0}',
  'The repository {0} cannot be reached': 'リポジトリ {0} に接続できません',
  'Check the address, the network and the proxy': 'アドレス、ネットワーク、プロキシを確認してください',
  'Give a private key in OpenSSH or PEM form without a passphrase':
    'パスフレーズのない OpenSSH または PEM 形式の秘密鍵を指定してください',
  'An SSH key needs ssh-agent, which does not start here': 'SSH 鍵には ssh-agent が必要ですが、起動できません',
  'Install the OpenSSH client': 'OpenSSH クライアントをインストールしてください',
  'The SSH key cannot be used': 'この SSH 鍵は使えません',
  'The demo reaches no repositories elsewhere': 'デモは外部のリポジトリに接続しません',
  'Use a repository of the demo': 'デモのリポジトリを使ってください',
  '{0} cannot be reached from here': 'ここから {0} には接続できません',
  'Use a repository that the platform keeps': 'プラットフォームが持つリポジトリを使ってください',
  'The demo serves no Git repositories': 'デモは Git リポジトリを提供しません',
  'There is no folder {0}': 'フォルダ {0} はありません',
  'The folder {0} is not a CUE module: it has no cue.mod/module.cue':
    'フォルダ {0} は CUE モジュールではありません（cue.mod/module.cue がありません）',
  'Name the folder that holds cue.mod, or make the file with: module: "<host>/<path>"':
    'cue.mod のあるフォルダを指定するか、module: "<host>/<path>" と書いたファイルを作ってください',
  'Name the folder that holds cue.mod': 'cue.mod のあるフォルダを指定してください',
  "The module's root is {0}": 'モジュールのルートは {0} です',
  'The repository {0} has no CUE module in its root (no cue.mod/module.cue)':
    'リポジトリ {0} のルートに CUE モジュールがありません（cue.mod/module.cue がありません）',
  'The repository {0} has no CUE module in {1} (no cue.mod/module.cue)':
    'リポジトリ {0} の {1} に CUE モジュールがありません（cue.mod/module.cue がありません）',
  'The repository {0} has no CUE module in {1}': 'リポジトリ {0} の {1} に CUE モジュールがありません',
  'Check that it is a repository of Cloud Native Adapters':
    'Cloud Native Adapter のリポジトリであることを確認してください',
  'There is one in its root: name no folder, and no path in the remote of a QVS Config':
    'ルートにあります。フォルダを指定せず、アプリ構成の remote にも path を書かないでください',
  'There is one in {0}: give that folder, in a QVS Config as the path of remote: {repo, revision, path: {1}}':
    '{0} にあります。そのフォルダを指定してください（アプリ構成では remote: {repo, revision, path: {1}}）',
  'Only admins use a credential for a module: its secret is sent to the address that is given':
    'モジュールに認証情報を使えるのは管理者だけです。シークレットが指定のアドレスに送られるためです',
  'Ask an admin of the project to add the module': 'プロジェクトの管理者にモジュールの追加を依頼してください',
  'No module of the project has the file {0}': 'ファイル {0} を持つモジュールはプロジェクトにありません',
  'No module of the project has the picture {0}': '画像 {0} を持つモジュールはプロジェクトにありません',
  'CUE_REGISTRY cannot be read: {0}': 'CUE_REGISTRY を読み取れません: {0}',
  'Correct CUE_REGISTRY': 'CUE_REGISTRY を直してください',
  'CUE_REGISTRY names no registry for {0}': 'CUE_REGISTRY に {0} のレジストリがありません',
  '{0} is not the path of a module': '{0} はモジュールのパスとして使えません',
  '"{0}" is no version': '「{0}」はバージョンではありません',
  'Write one such as v1.2.3': 'v1.2.3 のように書いてください',
  'The registry sends something else than the files of {0}@{1}':
    'レジストリから届いた内容が {0}@{1} のファイルではありません',
  '{0}@{1} is not a CUE module in the registry': 'レジストリの {0}@{1} は CUE モジュールではありません',
  'The registry {0} cannot be reached for {1}@{2}': '{1}@{2} を取得するレジストリ {0} に接続できません',
  'Check CUE_REGISTRY, the network and the proxy, or bring {0} below cue.mod/pkg':
    'CUE_REGISTRY、ネットワーク、プロキシを確認するか、{0} を cue.mod/pkg の下に置いてください',
  'The registry {0} wants a login for {1}@{2}': 'レジストリ {0} から {1}@{2} を取得するにはログインが必要です',
  'Bring {0} below cue.mod/pkg, or name it under modules': '{0} を cue.mod/pkg の下に置くか、modules に書いてください',
  'The registry {0} has no {1}@{2}': 'レジストリ {0} に {1}@{2} はありません',
  'Check the path and the version, and CUE_REGISTRY': 'パスとバージョン、CUE_REGISTRY を確認してください',
  'The registry {0} answered {1} for {2}@{3}': 'レジストリ {0} が {2}@{3} に {1} を返しました',
  'Two major versions of {0} are imported; one of them can be used':
    '{0} の 2 つのメジャーバージョンが import されています。使えるのは 1 つだけです',
  'The module {0} has no address': 'モジュール {0} のアドレスがありません',
  'The module {0} does not say its path in cue.mod/module.cue':
    'モジュール {0} の cue.mod/module.cue にパスが書かれていません',
  'The module does not say its path in cue.mod/module.cue': 'モジュールの cue.mod/module.cue にパスが書かれていません',
  'Write module: "<host>/<path>" there': 'そこに module: "<host>/<path>" と書いてください',
  'The project has no module {0}': 'プロジェクトにモジュール {0} はありません',
  'Add it to the catalog first': '先にカタログに追加してください',
  'The repository of {0} is kept here already': '{0} のリポジトリはすでにここにあります',
  'The repository of {0} is not kept here': '{0} のリポジトリはここにはありません',
  'Fork it to a repository that is kept here, or edit it where it is and take the new version into the catalog':
    'ここのリポジトリにフォークするか、元の場所で編集して新しいバージョンをカタログに取り込んでください',
  'The module in {0} lies beside the QVS Config, which is in no repository here':
    '{0} のモジュールはアプリ構成の隣にありますが、アプリ構成がここのリポジトリにありません',
  'Keep the QVS Config in a repository that the platform hosts, or name the module by revision':
    'アプリ構成をここのリポジトリに置くか、モジュールを revision で指定してください',
}
