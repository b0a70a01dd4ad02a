import { parseCriLine } from '#domain/logs/cri.ts'
import { plainText } from '#domain/logs/terminal-text.ts'

/** The lines of a log in CRI format, as the log pane shows and counts them: parts of a long line are joined. */
export function plainLines(bytes: Uint8Array): string[] {
  const lines: string[] = []
  let open = ''
  for (const line of new TextDecoder().decode(bytes).split('\n').slice(0, -1)) {
    const { text, partial } = parseCriLine(line)
    open += text
    if (partial) continue
    lines.push(plainText(open))
    open = ''
  }
  return lines
}
