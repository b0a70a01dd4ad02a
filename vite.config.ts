import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { msw } from 'msw/vite'
import { defineConfig, type Plugin } from 'vite'

const apiOrigin = process.env['LINEWRIGHT_API'] ?? 'http://localhost:7480'
const api = { target: apiOrigin, changeOrigin: false }

/** The widgets bring texts in thirty languages; the workbench speaks two (design 4.15), so the others stay out of the bundle. */
function twoLanguages(): Plugin {
  return {
    name: 'linewright:two-languages',
    enforce: 'pre',
    load(id) {
      const locale = /\/intl\/(?:[a-z]+\/)?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(id)?.[1]
      if (!/react-(aria|stately)/.test(id) || locale === undefined || locale === 'en-US' || locale === 'ja-JP')
        return undefined
      return 'export default {}'
    },
  }
}

const auth0 = fileURLToPath(new URL('node_modules/@auth0', import.meta.url))

/**
 * The identity client, put together from the sources that its packages bring: as published it is one file that no bundler can take
 * anything out of. What is left out is what the workbench never asks of it: Auth0's own interfaces for second factors, passkeys,
 * accounts and anonymous sessions with the second OAuth library under them, tokens bound to a key, and a worker that would begin from a
 * text, which the security policy forbids.
 */
const identityModules: Readonly<Record<string, string>> = {
  '@auth0/auth0-react': `
    export { default as Auth0Provider } from '${auth0}/auth0-react/src/auth0-provider.tsx'
    export { default as useAuth0 } from '${auth0}/auth0-react/src/use-auth0.tsx'`,
  '@auth0/auth0-spa-js': `
    export { Auth0Client } from '${auth0}/auth0-spa-js/src/Auth0Client.ts'
    export { ResponseType } from '${auth0}/auth0-spa-js/src/global.ts'`,
  '@auth0/auth0-auth-js': 'export class AuthClient {}',
  // A refusal that asks for a second factor is noted there before it is told.
  './mfa': 'export class MfaApiClient { setMFAAuthDetails() {} }',
  './passkey': 'export class PasskeyApiClient {}',
  './myaccount': 'export class MyAccountApiClient {}',
  './anonymous': 'export class AnonymousSessionApiClient {}',
  './dpop/dpop': 'export class Dpop {}',
  './worker/token.worker.ts': 'export default class {}',
}

export const identityFromSources = 'linewright:identity-from-sources'

function identityLibrary(): Plugin {
  const prefix = `\0${identityFromSources}:`
  return {
    name: identityFromSources,
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer = '') {
      const isTheirs = source.startsWith('@auth0/') || importer.endsWith('/auth0-spa-js/src/Auth0Client.ts')
      return isTheirs && source in identityModules ? `${prefix}${source}` : undefined
    },
    load: (id) => (id.startsWith(prefix) ? identityModules[id.slice(prefix.length)] : undefined),
  }
}

/** The first question of the page is asked while its script is still on the way. */
function askEarly(): Plugin {
  return {
    name: 'linewright:ask-early',
    transformIndexHtml: () => [
      {
        tag: 'link',
        attrs: { rel: 'preload', as: 'fetch', href: '/apis/v1/config', crossorigin: 'anonymous' },
        injectTo: 'head',
      },
    ],
  }
}

/** The workbench begins after the first questions, but is fetched at once, and its style sheet with it. */
function fetchWorkbench(): Plugin {
  return {
    name: 'linewright:fetch-workbench',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const workbench = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'workbench')
        if (workbench?.type !== 'chunk') return []
        const tag = (rel: string, file: string) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        })
        const styles = [...(workbench.viteMetadata?.importedCss ?? [])]
        return [tag('modulepreload', workbench.fileName), ...styles.map((file) => tag('stylesheet', file))]
      },
    },
  }
}

/** What the demo has beside the workbench: the service worker that answers for a server, and the page where simulated URLs lead. */
function demoFiles(): Plugin {
  return {
    name: 'linewright:demo-files',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'simulated.html',
        source: readFileSync(new URL('mocks/simulated.html', import.meta.url), 'utf8'),
      })
    },
  }
}

/** The font of the text editor's icons is declared with the other fonts (`src/ui/fonts.css`). */
export function iconFontAhead(): Plugin {
  return {
    name: 'linewright:icon-font-ahead',
    enforce: 'pre',
    transform(code, id) {
      return /monaco-editor\/.*\/codicon\.css$/.test(id) ? code.replace(/@font-face \{[^}]*\}/, '') : undefined
    },
  }
}

/** The text editor's core in layers, each of which begins in a task of its own (`src/ui/code/code-view.tsx`). */
export const editorLayers = [
  { name: 'editor-base', test: /monaco-editor\/esm\/vs\/(?:base\/common|nls|internal)/, priority: 1.5 },
  { name: 'editor-browser', test: /monaco-editor\/esm\/vs\/base\//, priority: 1.4 },
  { name: 'editor-platform', test: /monaco-editor\/esm\/vs\/platform\//, priority: 1.3 },
  { name: 'editor-model', test: /monaco-editor\/esm\/vs\/editor\/common\/(?!.*Api)/, priority: 1.2 },
]

export default defineConfig(({ mode }) => ({
  plugins: [
    twoLanguages(),
    identityLibrary(),
    iconFontAhead(),
    react(),
    ...(mode === 'demo' ? [msw({ mode: 'worker-only' }), demoFiles()] : [askEarly(), fetchWorkbench()]),
  ],
  build: {
    outDir: 'dist',
    target: 'es2024',
    sourcemap: true,
    // Preload polyfill and inlined assets would need what the security policy forbids or make the first route larger.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What asks who is there is small, and begins before the workbench has come.
            { name: 'opening', tags: ['$initial'], priority: 3 },
            // What every page needs comes in one file: it compresses best so, and is there at once.
            // Home's side asks two questions that other pages share; the file of these would come with it.
            {
              name: 'workbench',
              test: /src\/app\/workbench\.tsx|src\/client\/queries\/(?:document-lists|delivery-metrics)\.ts/,
              priority: 2,
            },
            // The grid uses it as well, and would come with it to every page.
            {
              name: 'markdown',
              test: /node_modules\/marked\/|src\/ui\/text\/markdown-text\.tsx/,
              includeDependenciesRecursively: false,
              priority: 1.6,
            },
            // The grid brings its editor along: one that is still on the way loses what is typed first.
            {
              name: 'grid',
              test: /@glideapps\/glide-data-grid\/(?!.*number-overlay)/,
              priority: 1.5,
            },
            // The widgets' library: scraps of it would be twenty files for each page.
            {
              name: 'widgets',
              test: /node_modules\/(?:react-aria|react-stately|@internationalized)/,
              minShareCount: 2,
              priority: 1.1,
            },
            ...editorLayers,
            // What several other pages share comes in a second one, instead of in dozens of scraps.
            {
              name: 'parts',
              test: /src\/(?:ui|parts|client|contract|domain)\/(?!code\/(?!code-|plain|traced)|board)|node_modules\/(?:lucide-react|diff)\//,
              minShareCount: 2,
              maxModuleSize: 20_000,
              includeDependenciesRecursively: false,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: {
    proxy: Object.fromEntries(
      ['/apis', '/authorize', '/oauth', '/v2', '/.well-known', '/git', '/interaction', '/device'].map((path) => [
        path,
        api,
      ]),
    ),
  },
}))
