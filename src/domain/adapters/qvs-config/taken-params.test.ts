import { expect, it } from 'vitest'
import { takenParams } from './taken-params.ts'

it('leads each parameter to the first field that takes it as it is, through maps and lists', () => {
  const taken = takenParams(`params:
  - {name: image, type: string}
  - {name: dbPort, type: int}
  - {name: hosts, type: array}
  - {name: host, type: string}
  - {name: key, type: secret}
  - {name: idle, type: string}
designPatterns:
  - pattern: a.example/one:one
    params:
      image: registry.example/$(params.image)
      database: {port: $(params.dbPort), key: $(params.key)}
      labels: {host: $(params.host)}
  - pattern: a.example/two
    params:
      image: $(params.image)
      port: $(params.dbPort)
      hosts: [localhost, "$(params.hosts[*])"]
      note: to $(params.host)
`)
  expect(taken).toEqual({
    image: { adapter: 'a.example/two', path: ['image'], type: 'string' },
    dbPort: { adapter: 'a.example/one', path: ['database', 'port'], type: 'int' },
    hosts: { adapter: 'a.example/two', path: ['hosts'], type: 'array' },
    host: { adapter: 'a.example/one', path: ['labels', 'host'], type: 'string' },
    key: { adapter: 'a.example/one', path: ['database', 'key'], type: 'secret' },
  })
})
