import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Copies the site, writes the version into its page, and fails when the page names a file that is not there. */
export function build(to = join(here, 'dist')) {
  const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
  rmSync(to, { recursive: true, force: true })
  cpSync(join(here, 'site'), to, { recursive: true })
  const page = join(to, 'index.html')
  const html = readFileSync(page, 'utf8').replaceAll('%VERSION%', version)
  const missing = [...html.matchAll(/(?:src|href)="(?!https?:|#|data:)([^"]+)"/g)].map(([, path]) => path).filter((path) => !existsSync(join(to, path)))
  if (missing.length > 0) throw new Error(`index.html names files that are not in site/: ${missing.join(', ')}`)
  writeFileSync(page, html)
  return { version, files: readdirSync(to).sort() }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { version, files } = build()
  console.log(`bookshelf-web ${version}: ${files.length} files in dist/`)
  for (const file of files) console.log(`  ${file}`)
}
