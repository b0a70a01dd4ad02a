import { parseCriLine } from '#domain/logs/cri.ts'
import { plainText } from '#domain/logs/terminal-text.ts'

/** Lines of a log in CRI format as people read them and as the log pane counts them: parts of a long line belong together. */
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
