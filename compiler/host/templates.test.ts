import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { parseLine } from '#domain/line/parse.ts'
import { validateLine } from '#domain/line/validate.ts'
import { resolveStage } from '#domain/parameters/resolve.ts'
import { readResources } from '#domain/project-documents.ts'
import type { Repository } from '#domain/project.ts'
import { instantiateTemplate, type TemplateProject } from '#domain/templates/instantiate.ts'
import { readTemplates } from '#domain/templates/template.ts'
import { builtinModuleDirectory, readModule } from './builtin-module.ts'
import { createKernelPool } from './kernel-pool.ts'

const folder = join(import.meta.dirname, '../../templates')
const paths = await readdir(folder, { recursive: true })
const files = Object.fromEntries(
  await Promise.all(
    paths
      .filter((path) => /\.(yaml|md)$/.test(path))
      .map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const),
  ),
)
const read = readTemplates(files)
if (!read.ok) throw new Error(read.error.message)
const templates = read.value
const pool = await createKernelPool()
const modules = [await readModule(builtinModuleDirectory)]
afterAll(() => pool.close())

const repository: Repository = {
  name: 'orders',
  kind: 'github',
  gitCloneProtocol: 'https',
  visibility: 'private',
  gitCloneUrl: 'https://example.org/orders.git',
  description: '',
}
const project: TemplateProject = { name: 'shop', repositories: [repository], documents: new Set() }
const given: Readonly<Record<string, string>> = {
  application: 'orders',
  repository: 'orders',
  prefix: 'acme',
  awsAccountId: '123456789012',
  roleDev: 'arn:aws:iam::123456789012:role/dev',
  rolePrd: 'arn:aws:iam::123456789012:role/prd',
  chartRepositoryUrl: 'https://example.org/charts.git',
  manifestRepositoryUrl: 'https://example.org/manifests.git',
  imageRegistryPath: 'harbor.example.org/shop',
  argocdUrl: 'https://argocd.example.org',
}

describe.each(templates.map((template) => [template.name, template] as const))('the template %s', (_, template) => {
  it('makes lines that lack no value', async () => {
    const made = instantiateTemplate(template, given, project)
    if (!made.ok) throw new Error(made.error.message)
    const texts = Object.fromEntries(made.value.parts.map(({ id, text = '' }) => [id, text]))
    expect(Object.keys(texts)).toContain(`line/${made.value.line}`)
    const resources = readResources({ ...texts, 'repository/orders': JSON.stringify(repository) })
    expect(resources.findings).toEqual([])
    const { config, findings } = parseQvsConfig(texts['qvs-config/orders'] ?? '')
    expect(findings).toEqual([])
    const compiled = await compilePipelines(pool.forProject('shop'), { config, modules, prefix: 'orders' })
    if (!compiled.ok) throw new Error(compiled.error.message)
    const { pipelines, tasks } = compiled.value
    const world = { ...resources, project: 'shop', pipelines, tasks, adapters: [] }
    for (const [id, text] of Object.entries(texts).filter(([key]) => key.startsWith('line/'))) {
      const parsed = parseLine(text)
      expect(
        validateLine(parsed, world).filter(({ severity }) => severity === 'error'),
        id,
      ).toEqual([])
      const { line } = parsed
      if (line === undefined) throw new Error(`${id} is no line`)
      const missing = line.spec.stages.flatMap((stage) =>
        resolveStage(line, stage, world)
          .filter(({ state }) => state === 'missing')
          .map(({ name }) => `${stage.name}.${name}`),
      )
      expect(missing, id).toEqual([])
    }
  })

  it('takes a repository by its address, for a project that has none', () => {
    const empty = { ...project, repositories: [] }
    const made = instantiateTemplate(template, { ...given, repository: 'https://github.com/acme/orders.git' }, empty)
    if (!made.ok) throw new Error(made.error.message)
    const texts = new Map(made.value.parts.map(({ id, text = '' }) => [id, text]))
    expect(texts.get('repository/orders')).toContain('https://github.com/acme/orders.git')
    expect(texts.get('application/orders')).toContain('"qvsConfigRepository": "orders"')
    expect(instantiateTemplate(template, { ...given, repository: 'orders' }, empty).ok).toBe(false)
  })

  it('says what it is in both languages', () => {
    for (const language of ['en', 'ja'] as const) {
      expect(template.title[language]).not.toBe('')
      expect(template.description[language]).not.toBe('')
      expect(template.readme[language]).not.toBe('')
    }
  })

  it('refuses what it does not know and what is there already', () => {
    expect(instantiateTemplate(template, { ...given, application: 'Not a name' }, project).ok).toBe(false)
    const there = { ...project, documents: new Set(['application/orders']) }
    expect(instantiateTemplate(template, given, there)).toMatchObject({ ok: false, error: { code: 'already-exists' } })
  })
})
