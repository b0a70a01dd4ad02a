import { describe, expect, it } from 'vitest'
import { grantedIn, grantsSchema, groupsIn } from './grants.ts'

describe('groups of a token', () => {
  it.each([
    [{ groups: ['a', 'b'] }, 'groups', ['a', 'b']],
    [{ groups: 'a' }, 'groups', ['a']],
    [{ 'https://example.org/groups': ['a'] }, 'https://example.org/groups', ['a']],
    [{ realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    [{ groups: [1, 'a', null] }, 'groups', ['a']],
    [{ groups: { a: true } }, 'groups', []],
    [{}, 'realm_access.roles', []],
  ])('%j, claim %s', (claims, claim, groups) => {
    expect(groupsIn(claims, claim)).toEqual(groups)
  })

  it('are looked for through lists as well', () => {
    expect(groupsIn({ realms: [{ roles: ['team-a'] }] }, 'realms.0.roles')).toEqual(['team-a'])
  })
})

describe('what groups give', () => {
  const grants = grantsSchema.parse({
    claim: 'groups',
    groups: [
      { group: 'releasers', project: 'shop', role: 'approver', teams: ['release'] },
      { group: 'everybody', role: 'developer', teams: ['library', 'release'] },
    ],
  })

  it('is the role of the first entry that fits, and the teams of all', () => {
    expect(grantedIn(grants, 'shop', ['everybody', 'releasers'])).toEqual({
      role: 'approver',
      teams: ['release', 'library'],
    })
    expect(grantedIn(grants, 'other', ['everybody', 'releasers'])?.role).toBe('developer')
    expect(grantedIn(grants, 'other', ['releasers'])).toBeUndefined()
    expect(grantedIn(grants, 'shop', [])).toBeUndefined()
  })

  it('is refused where a word is not known', () => {
    expect(grantsSchema.safeParse({ claim: 'groups', groups: [{ group: 'x', role: 'owner' }] }).success).toBe(false)
    expect(grantsSchema.safeParse({ claim: 'groups', groups: [{ group: 'x', roles: ['admin'] }] }).success).toBe(false)
  })
})
