import { expect, it } from 'vitest'
import { can, type Role } from '#domain/access/roles.ts'
import { isUsable, scopes } from '#domain/access/scopes.ts'
import { scopeWordIn } from './scope-words.ts'

it('offers each scope as far as the role allows, and none beyond it', () => {
  const offered = (role: Role) => {
    const may = (permission: Parameters<typeof can>[1]) => can(role, permission)
    return scopes.filter((scope) => isUsable(scope, may)).map((scope) => scopeWordIn(scope, may))
  }
  expect(offered('reader')).toEqual(['scopeRead'])
  expect(offered('developer')).toEqual(['scopeRead', 'scopeRun', 'scopeEdit', 'scopeComment', 'scopeSecrets'])
  expect(offered('approver')).toEqual(['scopeRead', 'scopeRun', 'scopeApprove'])
  expect(offered('admin')).toEqual(['scopeRead', 'scopeRun', 'scopeEdit', 'scopeApprove', 'scopeAdmin'])
})
