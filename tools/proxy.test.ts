import { expect, it } from 'vitest'
import { behindProxy } from './proxy.mjs'

const without = 'localhost,127.0.0.1,::1,[::1]'

it('lets Node ask through the proxy, and keeps this machine out of it', () => {
  expect(behindProxy({ PATH: '/bin', HTTPS_PROXY: 'http://proxy:8080', NO_PROXY: '.corp, localhost' })).toEqual({
    PATH: '/bin',
    HTTPS_PROXY: 'http://proxy:8080',
    NODE_USE_ENV_PROXY: '1',
    NO_PROXY: '.corp,localhost,127.0.0.1,::1,[::1]',
    no_proxy: '.corp,localhost,127.0.0.1,::1,[::1]',
  })
})

it('takes an address as Git does, without its scheme, and leaves Node what it would end over', () => {
  expect(behindProxy({ http_proxy: 'proxy:8080', HTTPS_PROXY: ' ' })).toEqual({
    http_proxy: 'http://proxy:8080',
    HTTPS_PROXY: '',
    NODE_USE_ENV_PROXY: '1',
    NO_PROXY: without,
    no_proxy: without,
  })
  expect(behindProxy({ https_proxy: 'socks5://proxy:1080' })).not.toHaveProperty('NODE_USE_ENV_PROXY')
  expect(behindProxy({ https_proxy: 'http://:x' })).not.toHaveProperty('NODE_USE_ENV_PROXY')
  expect(behindProxy({ ALL_PROXY: 'proxy:1080' })).toMatchObject({ ALL_PROXY: 'proxy:1080', NO_PROXY: without })
})

it('changes nothing where there is no proxy', () => {
  const env = { PATH: '/bin', NO_PROXY: 'corp' }
  expect(behindProxy(env)).toBe(env)
})
