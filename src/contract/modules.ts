import { z } from 'zod'
import { adapterDifferenceSchema } from '#domain/adapters/catalog/compare-adapters.ts'
import { changedFileSchema } from '#domain/adapters/modules/changed-files.ts'
import { adapterDescriptionSchema } from '#domain/adapters/catalog/description.ts'
import {
  moduleCredentialSchema,
  moduleSourceSchema,
  projectModuleSchema,
} from '#domain/adapters/modules/project-module.ts'
import { changePartSchema } from '#domain/documents.ts'
import { findingSchema, problemSchema } from '#domain/problem.ts'
import { endpoint } from './endpoint.ts'

/** A module of the catalog. The built-in one has no document; one that cannot be fetched says why. */
export const catalogModuleSchema = z.object({
  name: z.string(),
  /** Prefix of its import paths. */
  path: z.string(),
  revision: z.string(),
  commit: z.string().optional(),
  document: z.string().optional(),
  entry: projectModuleSchema.optional(),
  problem: problemSchema.optional(),
})
export type CatalogModuleView = z.infer<typeof catalogModuleSchema>

export const listModules = endpoint({
  name: 'listModules',
  method: 'GET',
  path: '/apis/v1/projects/:project/modules',
  access: 'project.read',
  summary: 'The adapter modules of the project: the built-in one, and those that it has taken in',
  answer: 'json',
  response: z.object({ modules: z.array(catalogModuleSchema) }),
})

export const listModuleFiles = endpoint({
  name: 'listModuleFiles',
  method: 'GET',
  path: '/apis/v1/projects/:project/module-files',
  access: 'project.read',
  summary: 'Paths of the files of all modules of the project, each beginning with the path of its module',
  answer: 'json',
  response: z.object({ files: z.array(z.string()) }),
})

export const readModuleFile = endpoint({
  name: 'readModuleFile',
  method: 'GET',
  path: '/apis/v1/projects/:project/module-file',
  access: 'project.read',
  summary: 'One file of a module by its path, which begins with the path of the module',
  answer: 'json',
  query: z.object({ path: z.string() }),
  response: z.object({
    module: z.string(),
    revision: z.string(),
    /** Path below the module's root. */
    file: z.string(),
    text: z.string(),
    /** Texts of the package's other files and of the packages it imports, by path, for looking up definitions. */
    nearby: z.record(z.string(), z.string()),
  }),
})

export const readModulePicture = endpoint({
  name: 'readModulePicture',
  method: 'GET',
  path: '/apis/v1/projects/:project/module-picture',
  access: 'project.read',
  summary: 'A picture that a README of a module shows, by its path, which begins with the path of the module',
  answer: 'bytes',
  query: z.object({ path: z.string().min(1).max(1000) }),
  response: z.unknown(),
})

export const readPackages = endpoint({
  name: 'readPackages',
  method: 'GET',
  path: '/apis/v1/projects/:project/packages',
  access: 'project.read',
  summary: 'Files of the packages that a CUE text imports, and the import paths of all packages that it could',
  answer: 'json',
  query: z.object({
    /** Import paths, separated by commas. */
    imports: z.string().default(''),
  }),
  response: z.object({ files: z.record(z.string(), z.string()), packages: z.array(z.string()) }),
})

const wanted = z.object({
  source: moduleSourceSchema,
  revision: z.string().min(1),
  credential: moduleCredentialSchema.optional(),
})

/** With a credential for admins only, since the secret is sent to whatever address is given. */
export const previewModule = endpoint({
  name: 'previewModule',
  method: 'POST',
  path: '/apis/v1/projects/:project/modules/preview',
  access: 'line.edit',
  summary: 'What a module would bring to the catalog, before it is taken in',
  answer: 'json',
  body: wanted.extend({
    /** The commit of the revision from an earlier answer. */
    commit: z.string().optional(),
    /** The adapters to describe; all if absent. */
    patterns: z.array(z.string()).optional(),
  }),
  response: z.object({
    path: z.string(),
    commit: z.string(),
    /** The commit that the tag had when it was first looked up, if it has moved since. */
    before: z.string().optional(),
    /** Import paths of all its adapters. */
    patterns: z.array(z.string()),
    adapters: z.array(adapterDescriptionSchema),
    findings: z.array(findingSchema),
  }),
})

/** Identified like the preview, so that a credential's secret goes nowhere else. */
export const readPreviewPicture = endpoint({
  name: 'readPreviewPicture',
  method: 'POST',
  path: '/apis/v1/projects/:project/modules/preview/picture',
  access: 'line.edit',
  summary: 'A picture of a module that is being looked at, by its path, which begins with the path of the module',
  answer: 'bytes',
  body: wanted.extend({ commit: z.string(), path: z.string().min(1).max(1000) }),
  response: z.unknown(),
  audit: false,
})

export const listModuleRevisions = endpoint({
  name: 'listModuleRevisions',
  method: 'POST',
  path: '/apis/v1/projects/:project/modules/revisions',
  access: 'line.edit',
  summary: "Branches and tags of a module's repository, tags with the highest version first",
  answer: 'json',
  body: wanted.omit({ revision: true }),
  response: z.object({
    revisions: z.array(z.object({ name: z.string(), kind: z.enum(['branch', 'tag']), commit: z.string() })),
  }),
})

/** What a stage would apply differently, or `findings` if it would no longer compile. */
export const stageEffectSchema = z.object({
  line: z.string(),
  stage: z.string(),
  application: z.string(),
  environment: z.string(),
  manifests: z.array(z.object({ path: z.string(), before: z.string(), after: z.string() })),
  findings: z.array(findingSchema),
})
export type StageEffect = z.infer<typeof stageEffectSchema>

export const compareModule = endpoint({
  name: 'compareModule',
  method: 'POST',
  path: '/apis/v1/projects/:project/modules/compare',
  access: 'line.edit',
  summary:
    'What another revision of a module changes: in its adapters and files, and in what the stages of all lines apply',
  answer: 'json',
  body: z.object({ name: z.string(), revision: z.string().min(1) }),
  response: z.object({
    from: z.object({ revision: z.string(), commit: z.string() }),
    to: z.object({ revision: z.string(), commit: z.string() }),
    adapters: z.array(adapterDifferenceSchema),
    /** Changed files of the module, and how many more there are. */
    files: z.array(changedFileSchema),
    moreFiles: z.number().int(),
    effects: z.array(stageEffectSchema),
    /** How many stages were compared. */
    looked: z.number().int(),
    /** How many of them compile with neither version. */
    failing: z.number().int(),
    /** The change set of the upgrade: the module's document, and the QVS Configs that name it. */
    parts: z.array(changePartSchema),
  }),
})
export type ModuleComparison = z.infer<typeof compareModule.response>
