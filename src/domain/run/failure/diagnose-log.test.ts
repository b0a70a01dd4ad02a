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
    expect(found.excerpt).toEqual(end)
  })

  it('looks at the beginning where the end says nothing', () => {
    const beginning = { from: 0, lines: ['ok', 'src/a.ts(1,1): error TS2322: wrong'] }
    expect(diagnoseLog(failed, [{ from: 9000, lines: quiet }, beginning])).toMatchObject({
      kind: 'type-error',
      line: 1,
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
