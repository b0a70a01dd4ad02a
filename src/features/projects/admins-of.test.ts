import { expect, it } from 'vitest'
import { adminsOf } from './admins-of.ts'

const person = (id: string) => ({ id, name: id.toUpperCase(), email: `${id}@example.org` })

it('names the admins of several projects, each once', () => {
  expect(
    adminsOf([
      { person: person('aya'), role: 'admin', teams: [] },
      { person: person('dan'), role: 'developer', teams: [] },
      { person: person('mio'), role: 'admin', teams: [] },
      { person: person('aya'), role: 'admin', teams: [] },
    ]),
  ).toEqual(['AYA', 'MIO'])
})
