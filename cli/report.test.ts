import { describe, expect, it } from 'vitest'
import { problem, type Finding } from '#domain/problem.ts'
import { reportFindings, reportProblem } from './report.ts'
import type { Terminal } from './terminal.ts'

function said(report: (terminal: Terminal) => void): string {
  let text = ''
  report({
    out: () => undefined,
    err: (part) => void (text += part),
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 80,
    cwd: '/home/ann/shop',
    env: {},
    format: 'text',
    outputFile: undefined,
    signal: new AbortController().signal,
    endsItself: () => undefined,
  })
  return text
}

const finding: Finding = {
  severity: 'error',
  code: 'x',
  message: 'replicas is no number',
  args: {},
  fix: 'Write 2',
  place: { line: 4, column: 7 },
}

describe('reports', () => {
  it('say file, line, column and message, and the fix on the next line', () => {
    const text = said((terminal) => reportFindings(terminal, [finding], '/home/ann/shop/.valuestream/qvs.yaml'))
    expect(text).toBe('.valuestream/qvs.yaml:4:7: replicas is no number\n  fix: Write 2\n')
  })

  it('take the place of a finding before the file, and mark what is no error', () => {
    const warning: Finding = { ...finding, severity: 'warning', place: { document: 'a.b/c/x.cue', line: 1, column: 2 } }
    expect(said((terminal) => reportFindings(terminal, [warning], 'q.yaml'))).toMatch(/^a\.b\/c\/x\.cue:1:2: warning: /)
  })

  it('show all findings of a problem once, and the text of other programs indented', () => {
    const text = said((terminal) =>
      reportProblem(terminal, problem('compile-failed', finding.message, { findings: [finding] }), 'q.yaml'),
    )
    expect(text.match(/replicas/g)).toHaveLength(1)
    expect(
      said((terminal) => reportProblem(terminal, problem('unreachable', 'No answer', { detail: 'fatal: x\nhint' }))),
    ).toBe('linewright: No answer\n  fatal: x\n  hint\n')
  })
})
