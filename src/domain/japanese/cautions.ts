/** Engines' cautions about the limits of their isolation, by English sentence. */
const cautions: Readonly<Record<string, string>> = {
  "Steps share this machine's network and kernel; the sandbox is no boundary against hostile code.":
    'ステップはこのマシンのネットワークとカーネルを共有します。サンドボックスは悪意のあるコードを防ぐ境界にはなりません。',
  'Steps run in containers of this machine, which share its kernel; with sidecars they share its network too.':
    'ステップは、このマシンとカーネルを共有するコンテナで動きます。サイドカーがある場合はネットワークも共有します。',
  'Secrets that steps get as variables stand in the files of podman as well, and can stay there.':
    'ステップに変数で渡すシークレットは podman のファイルにも書かれ、そこに残ることがあります。',
  'Secrets that steps get as variables stand in the files of docker as well, and can stay there.':
    'ステップに変数で渡すシークレットは docker のファイルにも書かれ、そこに残ることがあります。',
  'Steps have the rights of the server on this machine, and paths such as /workspace do not exist.':
    'ステップは、このマシンでサーバと同じ権限を持ちます。/workspace などのパスはありません。',
  'A program that starts a session of its own and clears its environment can outlive its step.':
    '独自のセッションを始めて環境変数を消すプログラムは、ステップが終わっても残ることがあります。',
  'A program that starts a session of its own can outlive its step.':
    '独自のセッションを始めるプログラムは、ステップが終わっても残ることがあります。',
  'Nothing really runs: logs, times and results are made up.':
    '実際には何も実行されません。ログ、時間、結果は架空のものです。',
}

/** Translates a caution sentence by sentence; unknown sentences stay as they are. */
export function cautionInJapanese(caution: string): string {
  const sentences = caution.split(/(?<=\.) /)
  return sentences.every((one) => cautions[one] !== undefined)
    ? sentences.map((one) => cautions[one]).join('')
    : caution
}
