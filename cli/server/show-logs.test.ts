import { describe, expect, it } from 'vitest'
import { paintable, plainText } from '#domain/logs/terminal-text.ts'
import { createLogText } from './show-logs.ts'

const at = '2026-01-01T00:00:00.000000000Z'
const cri = [
  `${at} stdout P \u001b[3`,
  `${at} stdout F 2mgood\u001b[0m`,
  `${at} stderr F 10%\r100% \u001b]0;title\u0007done`,
  '',
].join('\n')

function logText(lines: string, timestamps: boolean, shown: (line: string) => string): string {
  const text = createLogText(timestamps, shown)
  return text.add(lines) + text.end()
}

describe('logs on the command line', () => {
  it('are plain text in a pipe: no colours, no progress, pieces of a line together', () => {
    expect(logText(cri, false, plainText)).toBe('good\n100% done\n')
    expect(logText(cri, true, plainText)).toBe(`${at} good\n${at} 100% done\n`)
  })

  it('keep their colours in a terminal, and nothing that changes it', () => {
    expect(logText(cri, false, paintable)).toBe('\u001b[32mgood\u001b[0m\n100% done\n')
  })
  it('are put together over the parts that they come in', () => {
    const text = createLogText(false, plainText)
    expect(text.add(`${at} stdout P half`)).toBe('')
    expect(text.add(`${at} stdout F  a line\n${at} stdout P open`)).toBe('half a line\n')
    expect(text.end()).toBe('open')
    expect(text.end()).toBe('')
  })
})
