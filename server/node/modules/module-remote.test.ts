import { execFileSync } from 'node:child_process'
import { say } from '#domain/sentence.ts'
import { describe, expect, it } from 'vitest'
import { knownHosts, remoteProblem } from './module-remote.ts'

const remote = {
  url: 'http://127.0.0.1:40401/git/shop/adapters.git',
  name: 'http://127.0.0.1:40401/git/shop/adapters.git',
  hasCredential: false,
  credentialFix: say`Set a token`,
  timeoutMs: 1000,
  git: () => Promise.reject(new Error('not asked')),
}
const said = (stderr: string) =>
  remoteProblem(remote, {
    code: 128,
    stdout: '',
    bytes: new Uint8Array(),
    stderr: `fatal: unable to access '${remote.url}': ${stderr}`,
  }).code

describe("what Git's failure means", () => {
  it('is told by what the server answers, not by digits of its address', () => {
    expect(said('Failed to connect to 127.0.0.1 port 40401 after 0 ms')).toBe('unreachable')
    expect(said('The requested URL returned error: 404')).toBe('not-found')
    expect(said('The requested URL returned error: 403')).toBe('credential-needed')
  })

  it('is that a misspelt scheme leads nowhere, not that the network is down', () => {
    expect(said("git: 'remote-htp' is not a git command. See 'git --help'.")).toBe('unsupported')
  })

  it('is that there is no address where somebody wrote a sentence', () => {
    const outcome = { code: 128, stdout: '', bytes: new Uint8Array(), stderr: 'fatal: unable to access' }
    expect(remoteProblem({ ...remote, name: 'https://our adapters.git' }, outcome).code).toBe('invalid-request')
  })
})

it('hosts are known from a file in any folder, whatever the shell and ssh make of its name', () => {
  const folder = String.raw`/home/ann/Ann's "data" $(id) \ 100%`
  const command = `ssh -G -F /dev/null ${knownHosts(folder)} example.org`
  const settings = execFileSync('sh', ['-c', command], { encoding: 'utf8' })
  expect(settings).toContain(`userknownhostsfile ${folder}/known_hosts\n`)
})
