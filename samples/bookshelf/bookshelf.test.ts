import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { assemblyLineSchema } from '#domain/line/line.ts'
import { applicationSchema, deploymentSchema, environmentSchema, memberSchema, projectSchema, repositorySchema } from '#domain/project.ts'

const here = import.meta.dirname
const read = (path: string): unknown => parse(readFileSync(join(here, path), 'utf8'))

const hostedSchema = repositorySchema.omit({ gitCloneUrl: true }).extend({ folder: z.string(), files: z.record(z.string(), z.string()) })
const values = z.record(z.string(), z.string())
const sampleSchema = z.strictObject({
  project: projectSchema,
  members: z.array(memberSchema),
  repositories: z.array(hostedSchema),
  firstCommit: z.object({ author: z.object({ name: z.string(), email: z.string() }), message: z.string(), branch: z.string() }),
  applications: z.array(applicationSchema),
  environments: z.array(environmentSchema),
  layers: z.object({ project: values, applications: z.record(z.string(), values), environments: z.record(z.string(), values) }),
  deployments: z.array(deploymentSchema.extend({ serviceUrls: values.optional() })),
  lines: z.array(z.string()),
})
const sample = sampleSchema.parse(read('project.yaml'))

describe('the sample project', () => {
  it('names only what it has', () => {
    const applications = sample.applications.map(({ name }) => name)
    const environments = sample.environments.map(({ name }) => name)
    for (const { folder, files } of sample.repositories) {
      expect(folder).toSatisfy((name: string) => existsSync(join(here, name, 'package.json')))
      for (const file of Object.values(files)) expect(file).toSatisfy((name: string) => existsSync(join(here, name)))
    }
    for (const { application, environment, serviceUrls } of sample.deployments) {
      expect(applications).toContain(application)
      expect(environments).toContain(environment)
      for (const service of Object.values(serviceUrls ?? {})) expect(applications).toContain(service)
    }
    expect(sample.deployments).toHaveLength(applications.length * environments.length)
    expect(new Set(sample.members.map(({ role }) => role)).size).toBe(4)
  })

  it('has a line whose stages stand on its Deployments, and a gate that no stage behind it can lock', () => {
    const line = assemblyLineSchema.parse(read('lines/bookshelf-release.yaml'))
    const stages = new Map(line.spec.stages.map((stage) => [stage.name, stage]))
    const deployments = sample.deployments.map(({ application, name }) => `${application}/${name}`)
    const before = (name: string): string[] => (stages.get(name)?.runAfter ?? []).flatMap((other) => [other, ...before(other)])
    const held = line.spec.stages.filter(({ gates }) => gates?.includes('production')).map(({ name }) => name)
    expect(held).toEqual(['deploy-api-production', 'deploy-web-production'])
    for (const [name, stage] of stages) {
      expect(deployments).toContain(`${stage.spec.deployment.app}/${stage.spec.deployment.name}`)
      const used = (stage.spec.params ?? []).flatMap(({ value }) => [...value.matchAll(/\$\(stages\.([a-z-]+)\./g)].map(([, other]) => other))
      for (const other of used) expect(before(name)).toContain(other)
    }
    for (const name of held) expect(before(name).filter((other) => held.includes(other))).toEqual([])
  })

  it.each(sample.repositories.map(({ folder }) => folder))('has tests in %s that pass', async (folder) => {
    const { NODE_OPTIONS: _options, VITEST: _vitest, ...env } = process.env
    const { stdout } = await promisify(execFile)('node', ['--test'], { cwd: join(here, folder), env })
    expect(stdout).toMatch(/pass [1-9]/)
    expect(stdout).toMatch(/fail 0/)
  })
})
