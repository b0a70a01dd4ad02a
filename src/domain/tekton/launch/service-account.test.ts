import { describe, expect, test } from 'vitest'
import { credentialFiles, secretTexts, type AccountSecret } from './service-account.ts'

const encode = (text: string): string => Buffer.from(text).toString('base64')

function secret(
  name: string,
  type: string,
  annotations: Record<string, string>,
  data: Record<string, string>,
): AccountSecret {
  return { name, type: `kubernetes.io/${type}`, annotations, data: new Map(Object.entries(data)) }
}

const login = secret(
  'login',
  'basic-auth',
  { 'tekton.dev/git-0': 'https://git.example.com', 'tekton.dev/docker-0': 'https://registry.example.com' },
  { username: 'ann', password: 'pa/ss word' },
)

describe('credentials of a service account', () => {
  test('are there for Git over HTTPS, with what a URL cannot hold encoded', () => {
    const files = credentialFiles([login], encode)
    expect(files.get('.gitconfig')).toContain('[credential "https://git.example.com"]\n\tusername = "ann"')
    expect(files.get('.git-credentials')).toBe('https://ann:pa%2Fss%20word@git.example.com\n')
  })

  test('are there for SSH, with a port, and known hosts only where the Secret holds some', () => {
    const key = { 'ssh-privatekey': 'KEY' }
    const files = credentialFiles([secret('deploy', 'ssh-auth', { 'tekton.dev/git-0': 'host:2222' }, key)], encode)
    expect([...files.keys()]).toEqual(['.ssh/id_deploy', '.ssh/config'])
    expect(files.get('.ssh/config')).toMatch(
      /Host host\n +HostName host\n +IdentityFile ~\/.ssh\/id_deploy\n +Port 2222/,
    )
    expect(files.get('.ssh/config')).toContain('accept-new')
    const known = secret(
      'deploy',
      'ssh-auth',
      { 'tekton.dev/git-0': 'host' },
      { ...key, known_hosts: 'host ssh-rsa A' },
    )
    expect(credentialFiles([known], encode).get('.ssh/known_hosts')).toBe('host ssh-rsa A\n')
    expect(credentialFiles([known], encode).get('.ssh/config')).not.toContain('accept-new')
  })

  test('of single repositories come after those of their host, and Git asks for each by a name of its own', () => {
    const one = { 'tekton.dev/git-0': 'https://git.example.com/org/one' }
    const logins = [secret('one', 'basic-auth', one, { username: 'bob', password: 'other word' }), login]
    const files = credentialFiles(logins, encode)
    expect(files.get('.git-credentials')?.split('\n')).toEqual([
      'https://ann:pa%2Fss%20word@git.example.com',
      'https://bob:other%20word@git.example.com/org/one',
      '',
    ])
    expect(files.get('.gitconfig')).toContain('/org/one"]\n\tusername = "bob"\n\tuseHttpPath = true')
    const keys = ['host:2222/org/one.git', 'host:2222'].map((place, index) =>
      secret(`k${index}`, 'ssh-auth', { 'tekton.dev/git-0': place }, { 'ssh-privatekey': 'KEY' }),
    )
    const ssh = credentialFiles(keys, encode)
    const hosts = [...(ssh.get('.ssh/config') ?? '').matchAll(/Host (\S+)\n +HostName (\S+)\n.*id_(k\d)/g)]
    expect(hosts.map((host) => host.slice(1))).toEqual([
      ['host', 'host', 'k1'],
      ['host--org--one', 'host', 'k0'],
    ])
    expect(ssh.get('.gitconfig')).toContain(
      '[url "ssh://git@host--org--one/org/one.git"]\n\tinsteadOf = ssh://git@host:2222/org/one.git',
    )
  })

  test('are there for registries, from logins and from files of Docker', () => {
    const written = secret(
      'pull',
      'dockerconfigjson',
      {},
      {
        '.dockerconfigjson': JSON.stringify({ auths: { 'other.example.com': { auth: 'Ym90OnNlY3JldA==' } } }),
      },
    )
    const file = credentialFiles([written, login], encode).get('.docker/config.json') ?? ''
    expect(JSON.parse(file)).toEqual({
      auths: {
        'other.example.com': { auth: 'Ym90OnNlY3JldA==' },
        'https://registry.example.com': { username: 'ann', password: 'pa/ss word', auth: encode('ann:pa/ss word') },
      },
    })
    expect(secretTexts([written, login]).map(({ value }) => value)).toContain('Ym90OnNlY3JldA==')
  })

  test('are none without annotations, and names and known hosts are no secrets', () => {
    expect(credentialFiles([{ ...login, annotations: {} }], encode).size).toBe(0)
    expect(secretTexts([login])).toEqual([{ name: 'login', key: 'password', value: 'pa/ss word' }])
  })
})
