import { existsSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { z } from 'zod'

/**
 * Names that our modules import from packages, by package path. Members of a namespace such as `z` count individually (`z.object`), because a bundler
 * drops unused ones.
 */
export type Uses = ReadonlyMap<string, ReadonlySet<string>>

const mapSchema = z.object({ sources: z.array(z.string()) })
const namespaces = new Set(['z'])
const statement = /^import\s+(?!type\b)([^'"]+?)\s+from\s+'([^'#.][^']*)'/gm

/** Reads, from the source maps of the loaded scripts, which names their own modules import from packages. */
export function usesOf(root: string, dist: string, scripts: readonly string[]): Uses {
  const uses = new Map<string, Set<string>>()
  for (const script of scripts) {
    const file = join(dist, `${script}.map`)
    if (!existsSync(file)) continue
    const { sources } = mapSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    for (const source of sources) {
      const path = normalize(join(dist, script, '..', source))
      if (!path.startsWith(join(root, 'src')) || !existsSync(path)) continue
      const text = readFileSync(path, 'utf8')
      for (const [, clause = '', from = ''] of text.matchAll(statement)) {
        if (from.includes('?')) continue
        const names = uses.get(from) ?? new Set()
        uses.set(from, names)
        for (const name of namesOf(clause)) {
          if (!namespaces.has(name)) names.add(name)
          else
            for (const [member] of text.matchAll(new RegExp(`(?<![\\w.])${name}\\.(?:[a-z]\\w*)`, 'g')))
              names.add(member)
        }
      }
    }
  }
  // Included in the identity client's React library, which the bare page uses as published.
  uses.delete('@auth0/auth0-spa-js')
  // Imports that the JSX compiler adds.
  uses.set('react/jsx-runtime', new Set(['jsx', 'jsxs', 'Fragment']))
  return uses
}

function namesOf(clause: string): readonly string[] {
  const braces = /\{([^}]*)\}/.exec(clause)?.[1] ?? ''
  const named = braces.split(',').flatMap((part) => {
    const name = part.trim().split(/\s+as\s+/)[0] ?? ''
    return name === '' || name.startsWith('type ') ? [] : [name]
  })
  const rest = clause
    .replace(/\{[^}]*\}/, '')
    .replaceAll(',', '')
    .trim()
  return [...named, ...(rest.startsWith('*') ? ['*'] : rest === '' ? [] : ['default'])]
}

/** Makes a module that imports the same names and only keeps them from being dropped. */
export function librariesModule(uses: Uses): string {
  let counter = 0
  const lines: string[] = []
  const kept: string[] = []
  for (const [from, names] of [...uses].sort(([a], [b]) => a.localeCompare(b))) {
    for (const name of [...names].sort()) {
      const [outer = name, member] = name.split('.')
      counter += 1
      const local = `kept${String(counter)}`
      kept.push(member === undefined ? local : `${local}.${member}`)
      lines.push(
        name === '*' ? `import * as ${local} from '${from}'` : `import { ${outer} as ${local} } from '${from}'`,
      )
    }
  }
  return `${lines.join('\n')}\nglobalThis.keptLibraries = [${kept.join(', ')}]\n`
}

/** The bare page: signs in like the workbench, sends Home's requests, and shows the answers as plain text. */
export function bareMain(requests: readonly string[]): string {
  return `import './libraries.js'
import { createElement, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { Auth0Provider, useAuth0 } from '@auth0/auth0-react'
import workerUrl from '@auth0/auth0-spa-js/dist/auth0-spa-js.worker.production.js?url'

const requests = ${JSON.stringify(requests)}
const { identity } = await (await fetch('/apis/v1/config')).json()

function Bare() {
  const { isAuthenticated, getAccessTokenSilently } = useAuth0()
  const [texts, setTexts] = useState([])
  useEffect(() => {
    if (!isAuthenticated) return
    const ask = async () => {
      const headers = { authorization: 'Bearer ' + (await getAccessTokenSilently()) }
      setTexts(await Promise.all(requests.map(async (url) => JSON.stringify(await (await fetch(url, { headers })).json()))))
    }
    void ask()
  }, [isAuthenticated, getAccessTokenSilently])
  return createElement('main', null, texts.length === 0 ? createElement('p', null, 'Signing in') : texts.map((text, index) => createElement('p', { key: index }, text.slice(0, 300))))
}

createRoot(document.getElementById('root')).render(
  createElement(
    Auth0Provider,
    {
      domain: identity.issuer.replace(/\\/$/, ''),
      clientId: identity.clientId,
      cacheLocation: 'memory',
      useRefreshTokens: true,
      useRefreshTokensFallback: true,
      workerUrl,
      authorizationParams: { audience: identity.audience, redirect_uri: location.origin + '/', scope: 'openid profile email offline_access' },
    },
    createElement(Bare),
  ),
)
`
}
