import { expect, it } from 'vitest'
import { gateAt, type HomeGate } from './home-data.ts'

it('finds the gate that holds an application in an environment', () => {
  const gate = (name: string, environment: string, applications: readonly string[]): HomeGate => ({
    name,
    title: name,
    environment,
    applications,
    given: 0,
    wanted: 1,
    isMine: false,
    run: 'r',
    number: 1,
  })
  const gates = [
    gate('api', 'production', ['api']),
    gate('web', 'production', ['web']),
    gate('try', 'staging', ['web']),
  ]
  expect(gateAt(gates, { application: 'web', environment: 'production' })?.name).toBe('web')
  expect(gateAt(gates, { application: 'web', environment: 'staging' })?.name).toBe('try')
  expect(gateAt(gates, { application: 'worker', environment: 'production' })).toBeUndefined()
})
