import { expect, it } from 'vitest'
import { parseQvsConfig } from '../qvs-config/qvs-config.ts'
import { placeholdersFor } from './placeholders.ts'

const { config } = parseQvsConfig(`params:
  - {name: hostName, type: string}
designPatterns:
  - pattern: shop.example/adapters/web
    params: {domain: $(params.hostName)}
`)

function standInFor(pattern: string): string | undefined {
  const domain = { name: 'domain', kind: 'string' as const, required: true, doc: '', constraint: 'string', pattern }
  const found = placeholdersFor(config, ['hostName'], [{ id: 'shop.example/adapters/web', parameters: [domain] }])
  expect(found.reveal(`"${String(found.values['hostName'])}"`)).toBe('"$(params.hostName)"')
  return found.values['hostName']
}

it('gives a value that comes later the beginning or the end that the adapter asks for', () => {
  expect(standInFor('\\.$')).toBe('later-host-name.')
  expect(standInFor('^MYSQL_')).toBe('MYSQL_later-host-name')
  expect(standInFor('^https://')).toBe('https://later-host-name')
  expect(standInFor('^sha256:[0-9a-f]{64}$')).toMatch(/^sha256:/)
})
