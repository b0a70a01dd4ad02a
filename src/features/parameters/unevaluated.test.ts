import { describe, expect, it } from 'vitest'
import { sampleWorld } from '#domain/testing/sample-world.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { parameterSheet } from '#domain/parameters/sheet.ts'
import type { Finding } from '#domain/problem.ts'
import { unevaluatedIn } from './unevaluated.ts'

const { rows } = parameterSheet(sampleWorld, lineBindings([]), new Map())

function finding(document: string, message: string, severity: Finding['severity'] = 'error'): Finding {
  return { severity, code: 'cue', message, args: {}, place: { document } }
}

describe('applications that could not be evaluated', () => {
  it('are those without known parameters, each with its first error', () => {
    const found = unevaluatedIn({ rows }, [
      finding('qvs-config/web', 'cannot import'),
      finding('qvs-config/web', 'conflicting values'),
      finding('qvs-config/shop', 'no QVS Config yet', 'warning'),
      finding('application/web', 'something else'),
    ])
    expect(found.map((one) => [one.application, one.finding.message])).toEqual([['web', 'cannot import']])
  })

  it('do not include those whose parameters are known all the same', () => {
    expect(unevaluatedIn({ rows }, [finding('qvs-config/api', 'an unknown parameter')])).toEqual([])
  })
})
