import { describe, expect, it } from 'vitest'
import { diagnoseLog } from './diagnose-log.ts'

const failed = { exitCode: 3, reasons: [], messages: [] }
const quiet = ['one', 'two', 'three']

describe('the failure of a log that is read in parts', () => {
  it('believes the end before the beginning, with the numbers of the whole log', () => {
    const end = { from: 9000, lines: [...quiet, 'ENOSPC: no space left', 'last'] }
    const beginning = { from: 0, lines: ['src/a.ts(1,1): error TS2322: wrong'] }
    const found = diagnoseLog(failed, [end, beginning])
    expect(found).toMatchObject({ kind: 'disk-full', line: 9003 })
    expect(found.excerpt).toEqual({ ...end, error: 3 })
  })

  it('looks at the beginning where the end says nothing', () => {
    const beginning = { from: 0, lines: ['ok', 'src/a.ts(1,1): error TS2322: wrong'] }
    expect(diagnoseLog(failed, [{ from: 9000, lines: quiet }, beginning])).toMatchObject({
      kind: 'type-error',
      line: 1,
    })
  })

  it('knows no number while the lines before are being counted', () => {
    const found = diagnoseLog(failed, [{ lines: [...quiet, 'ENOSPC: no space left'] }])
    expect(found).toMatchObject({ kind: 'disk-full', excerpt: { from: undefined, error: 3 } })
    expect(found.line).toBeUndefined()
  })

  it('does not take our own word about an exit code for the error', () => {
    const own = '✗ sh ended with exit code 3'
    const beginning = { from: 0, lines: ['ok', 'cannot open the catalogue'] }
    expect(diagnoseLog(failed, [{ from: 9000, lines: [...quiet, own] }, beginning])).toMatchObject({
      what: 'cannot open the catalogue',
      line: 1,
    })
    expect(diagnoseLog(failed, [{ from: 0, lines: [...quiet, own] }])).toMatchObject({
      kind: 'unknown',
      excerpt: { from: 0, lines: [...quiet, own] },
    })
  })

  it('shows the last lines of the end where nothing is said at all', () => {
    const found = diagnoseLog(failed, [
      { from: 9000, lines: quiet },
      { from: 0, lines: ['hello'] },
    ])
    expect(found.line).toBeUndefined()
    expect(found.excerpt).toEqual({ from: 9000, lines: quiet })
    expect(diagnoseLog(failed, []).excerpt).toBeUndefined()
  })
})
