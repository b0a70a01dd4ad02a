import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { lookAtRemote } from './look-at-remote.ts'

it('reads a repository behind a plain web server, which gives nothing but whole files', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linewright-plain-'))
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim()
  git('init', '-q', '-b', 'trunk', 'work')
  await writeFile(join(folder, 'work', 'package.json'), '{"name":"shop"}')
  git('-C', 'work', 'add', '.')
  git('-C', 'work', '-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', 'commit', '-q', '-m', 'Begin')
  git('clone', '-q', '--bare', 'work', 'shop.git')
  git('-C', 'shop.git', 'update-server-info')
  const server = createServer((request, response) => {
    readFile(join(folder, new URL(request.url ?? '/', 'http://localhost').pathname)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.close()
    await rm(folder, { recursive: true })
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  expect(
    await lookAtRemote({ url: `http://127.0.0.1:${address.port}/shop.git` }, (path) => path === 'package.json'),
  ).toEqual({
    ok: true,
    value: {
      branch: 'trunk',
      commit: git('-C', 'work', 'rev-parse', 'HEAD'),
      paths: ['package.json'],
      texts: { 'package.json': '{"name":"shop"}' },
    },
  })
})
