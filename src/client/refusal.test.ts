import { describe, expect, it } from 'vitest'
import { problem, type Finding } from '#domain/problem.ts'
import { problemError } from './problems.ts'
import { refusalOf } from './refusal.ts'

const finding = (path: string, message: string): Finding => ({
  severity: 'error',
  code: 'invalid-request',
  message,
  args: {},
  place: { path },
})

describe('what an endpoint refused', () => {
  it('stands beside the fields that it names', () => {
    const findings = [finding('body.name', 'name is empty'), finding('body.secret.key', 'secret.key is missing')]
    const refusal = refusalOf(problemError(problem('invalid-request', 'name is empty', { findings })), [
      'name',
      'secret',
    ])
    expect([refusal.at('name'), refusal.at('secret'), refusal.at('url'), refusal.rest]).toEqual([
      'name is empty',
      'secret.key is missing',
      undefined,
      undefined,
    ])
  })

  it('stands beside the field of its place, where it has no findings', () => {
    const taken = problem('already-exists', 'There is a line shop already', { place: { path: 'body.name' } })
    const refusal = refusalOf(problemError(taken), ['name'])
    expect([refusal.at('name'), refusal.rest]).toEqual(['There is a line shop already', undefined])
  })

  it('is told as a whole where some of it is about no field of the form', () => {
    const findings = [finding('body.name', 'name is empty'), finding('body.names', 'names is missing')]
    const refused = problem('invalid-request', 'name is empty', { findings })
    expect(refusalOf(problemError(refused), ['name'])).toMatchObject({ rest: refused })
    expect(refusalOf(problemError(problem('not-allowed', 'No')), ['name']).rest).toMatchObject({ code: 'not-allowed' })
  })

  it('is nothing before anything was refused', () => {
    const refusal = refusalOf(null, ['name'])
    expect([refusal.at('name'), refusal.rest]).toEqual([undefined, undefined])
  })
})
