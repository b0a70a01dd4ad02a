import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

const external = {
  LINEWRIGHT_ISSUER: 'https://example.eu.auth0.com/',
  LINEWRIGHT_CLIENT_ID: 'abc',
  LINEWRIGHT_AUDIENCE: 'https://linewright.example/api',
}

describe('the options of the server', () => {
  it('have defaults that need nothing', () => {
    const options = readOptions([], {}, '/here')
    expect(options).toEqual({
      ok: true,
      value: {
        port: 7480,
        dataDir: '/here/.linewright',
        open: true,
        host: 'localhost',
        keep: false,
        allowPrivateWebhooks: false,
      },
    })
  })

  it('are read from the command line', () => {
    const options = readOptions(
      ['--port', '9000', '--data', 'x', '--no-open', '--public-url', 'http://127.0.0.1:9000/x'],
      {},
      '/here',
    )
    expect(options).toMatchObject({
      value: { port: 9000, dataDir: '/here/x', open: false, publicOrigin: 'http://127.0.0.1:9000' },
    })
  })

  it.each([
    [['--port', 'eighty'], {}, '--port'],
    [['--port', '70000'], {}, '--port has to be a number from 0 to 65535'],
    [['--prot', '80'], {}, '--prot'],
    [['--public-url', 'ftp://x'], {}, '--public-url'],
    [[], { LINEWRIGHT_ISSUER: 'https://x.example/' }, 'LINEWRIGHT_CLIENT_ID and LINEWRIGHT_AUDIENCE'],
    [[], { ...external, LINEWRIGHT_ISSUER: 'example.eu.auth0.com' }, 'LINEWRIGHT_ISSUER'],
  ])('that make no sense are refused by name: %j', (args, env, name) => {
    const options = readOptions(args, env, '/here')
    expect(options.ok ? '' : options.error.message).toContain(name)
    expect(options.ok ? '' : options.error.fix).toBeTruthy()
  })

  it('open the server to others only with an issuer', () => {
    expect(readOptions(['--host', '0.0.0.0'], {}, '/')).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
    expect(readOptions(['--public-url', 'https://ci.example'], {}, '/')).toMatchObject({
      ok: false,
      error: { code: 'not-allowed' },
    })
    expect(readOptions(['--host', '0.0.0.0'], external, '/')).toMatchObject({
      ok: true,
      value: { issuer: { clientId: 'abc' } },
    })
    expect(readOptions(['--host', '127.0.0.1'], {}, '/').ok).toBe(true)
  })

  it('say what groups of the issuer give, and who is the first admin', () => {
    const env = { ...external, LINEWRIGHT_GROUPS: 'groups.yaml', LINEWRIGHT_ADMIN: 'ada@example.org' }
    expect(readOptions([], env, '/here')).toMatchObject({
      value: { issuer: { groupsFile: '/here/groups.yaml', admin: 'ada@example.org' } },
    })
    expect(readOptions([], { ...external, LINEWRIGHT_GROUPS: '' }, '/here')).toMatchObject({
      value: { issuer: expect.not.objectContaining({ groupsFile: expect.anything() }) },
    })
  })
})
