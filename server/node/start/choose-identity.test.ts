import { expect, it } from 'vitest'
import type { Member } from '#domain/project.ts'
import { everybody } from './choose-identity.ts'

const mio: Member = { person: { id: 'mio', name: 'Mio', email: 'mio@example.org' }, role: 'approver', teams: [] }
const invited = (email: string): Member => ({
  person: { id: `email:${email}`, name: 'Invited', email },
  role: 'reader',
  teams: [],
})

it('offers nobody twice: an invitation to the address of somebody known is theirs', async () => {
  const members: Readonly<Record<string, readonly Member[]>> = {
    garden: [invited('Mio@example.org'), invited('eve@example.org')],
    bookshelf: [mio],
  }
  const people = await everybody({
    list: async () => Object.keys(members).map((name) => ({ name, displayName: name, description: '' })),
    members: async (project) => members[project] ?? [],
  })
  expect(people).toEqual([invited('eve@example.org'), mio])
})
