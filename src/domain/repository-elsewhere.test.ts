import { expect, it } from 'vitest'
import { hostKind, isRepositoryAddress, repositoryElsewhere } from './repository-elsewhere.ts'

it.each([
  ['https://github.com/acme/Web_Shop.git', 'web-shop', 'github', 'https'],
  ['git@bitbucket.org:acme/shop.git', 'shop', 'bitbucket', 'ssh'],
  ['ssh://acme@acme.git.backlog.com/SHOP/app.git', 'app', 'backlog', 'ssh'],
  ['https://git.example.com/team/app/', 'app', 'gitlab', 'https'],
])('makes a repository of %s', (address, name, kind, gitCloneProtocol) => {
  expect(isRepositoryAddress(address)).toBe(true)
  expect(repositoryElsewhere(address, [])).toMatchObject({ name, kind, gitCloneProtocol, gitCloneUrl: address })
})

it('takes the one that the project has there, and a free name beside others', () => {
  const known = repositoryElsewhere('https://github.com/acme/app.git', [])
  expect(repositoryElsewhere('https://github.com/acme/app', [known])).toBe(known)
  expect(repositoryElsewhere('https://gitlab.com/acme/app', [known]).name).not.toBe('app')
})

it('is told a host by its whole name, and an address from a word', () => {
  expect(hostKind('https://notgithub.com/acme/app')).toBe('gitlab')
  expect(['app', 'https://', 'https://github.com', 'a b'].filter(isRepositoryAddress)).toEqual([])
})
